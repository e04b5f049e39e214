import { createElement, type ReactElement, type ReactNode, useMemo } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Namespace, WordKey } from './catalogs.ts'

/** The facts a sentence speaks about; `count` also chooses the plural. */
export type Facts = Readonly<Record<string, string | number>>

/** Words of one namespace: `words('key', facts)` is text, `words.rich(…)` is text with elements in it. */
export interface Words<N extends Namespace> {
  (key: WordKey<N>, facts?: Facts): string
  /** The sentence with `<tag>…</tag>` in it replaced by the given elements. */
  rich(key: WordKey<N>, facts: Facts, tags: Readonly<Record<string, ReactElement>>): ReactNode
}

/** Gives a screen its sentences in the reader's language; a key that does not exist does not compile. */
export function useWords<N extends Namespace = 'common'>(namespace?: N): Words<N> {
  const ns = namespace ?? 'common'
  const { t, i18n } = useTranslation(ns)
  return useMemo(() => {
    const plain = (key: string, facts: Facts = {}) => String(t(key, { ...facts }))
    const rich = (key: string, facts: Facts, tags: Readonly<Record<string, ReactElement>>) =>
      createElement(Trans, { i18nKey: key, ns, i18n, t, values: facts, components: tags })
    return Object.assign(plain, { rich }) as Words<N>
  }, [t, i18n, ns])
}

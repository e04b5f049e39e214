import { cloneElement, type ReactElement, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Namespace, WordKey } from './catalogs.ts'
import { withTags } from './with-tags.ts'

/** The facts a sentence speaks about. Numbers are written in the reader's way; `count` also chooses the plural. */
export type Facts = Readonly<Record<string, string | number>>

/** The elements a sentence's tags stand for. */
export type Tags = Readonly<Record<string, ReactElement>>

/** Words of one namespace: `words('key', facts)` is text, `words.rich(…)` is text with elements in it. */
export interface Words<N extends Namespace> {
  (key: WordKey<N>, facts?: Facts): string
  /** The sentence with its `<tag>…</tag>` and `<tag/>` replaced by the given elements; tags in facts stay text. */
  rich(key: WordKey<N>, facts: Facts, tags: Tags): ReactNode
}

/** Gives a screen its sentences in the reader's language; a key that does not exist does not compile. */
export function useWords<N extends Namespace = 'common'>(namespace?: N): Words<N> {
  const { t } = useTranslation(namespace ?? 'common')
  return useMemo(() => {
    const plain = (key: string, facts: Facts = {}) => String(t(key, { ...facts }))
    const rich = (key: string, facts: Facts, tags: Tags) =>
      withTags(
        (marked) => plain(key, marked),
        facts,
        (tag, content) => {
          const element = tags[tag]
          if (!element) return content
          return content.length === 0 ? element : cloneElement(element, undefined, ...content)
        },
      )
    return Object.assign(plain, { rich }) as Words<N>
  }, [t])
}

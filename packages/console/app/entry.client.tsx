import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { HydratedRouter } from 'react-router/dom'
import { browserWords } from './words/browser-words.ts'

const { lang, dataset } = document.documentElement

// The page can be read and its forms work before this is here.
const words = await browserWords(lang, dataset.words ?? '')

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={words}>
        <HydratedRouter />
      </I18nextProvider>
    </StrictMode>,
  )
})

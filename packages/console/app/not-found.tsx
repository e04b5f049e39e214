import { notFound } from './answers.ts'
import { ErrorPage } from './error-page.tsx'

/** An address nothing answers to; asked of any method. */
export const loader = () => notFound()

export const action = () => notFound()

export default function NotFound() {
  return <ErrorPage status={404} />
}

import { data } from 'react-router'
import { ErrorPage } from './error-page.tsx'

/** An address nothing answers to; asked of any method. */
export const loader = () => data(null, 404)

export default function NotFound() {
  return <ErrorPage status={404} />
}

import { redirect } from 'react-router'
import { notShown } from '../answers.ts'
import { textOf } from '../assignment/acts.server.ts'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { selectionAt } from '../assignment/selection-address.server.ts'
import { separatorFor } from '../csv.ts'
import { formatFor } from '../words/format.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/codes-file'
import { codesAsCsv, codesAsZip, type FileWords } from './code-files.ts'
import { attachment } from './file-word.ts'
import { versionsOf } from './use-code-terms.ts'

/** Whoever opens the address itself is shown the page with the buttons. */
export function loader({ url }: Route.LoaderArgs) {
  throw redirect(url.pathname.replace(/\/file$/, '') + url.search)
}

/** Issues the codes of the licenses the address means, and answers them as one archive or one list. */
export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, locale } = here
  const way = textOf(await args.request.formData(), 'way') === 'csv' ? 'csv' : 'zip'
  const decision = await app.operations.handOutCodes(actor, {
    organizationId: scope.organizationId,
    selection: selectionAt(here, args.url.searchParams),
  })
  if (!decision.ok) throw notShown(decision.refusal)
  const words = wordsFor(here)
  const { codes } = decision.plan
  const body = way === 'csv' ? codesAsCsv(codes, words) : codesAsZip(codes, words, app.clock())
  const name = serverWords(locale).getFixedT(locale, 'activation')('codes_file')
  return new Response(body, {
    headers: {
      'Content-Type': way === 'csv' ? 'text/csv; charset=utf-8' : 'application/zip',
      'Content-Disposition': attachment(`${name}-${here.place.today}.${way}`),
      'Cache-Control': 'no-store',
    },
  })
}

function wordsFor({ app, locale }: Here): FileWords {
  const say = serverWords(locale).getFixedT(locale, 'activation')
  const format = formatFor({ locale, timeZone: 'UTC', now: app.clock().toISOString() })
  return {
    separator: separatorFor(locale),
    heads: {
      ...{ person: say('codes_person'), address: say('codes_address'), product: say('codes_product') },
      ...{ license: say('codes_license'), until: say('own_until'), keeps: say('codes_keeps') },
      ...{ what: say('codes_what'), code: say('codes_code'), file: say('codes_file_name') },
    },
    report: say('codes_report'),
    what: ({ isNew }) => say(isNew ? 'codes_what_issued' : 'codes_what_current'),
    keeps: (keeps) => versionsOf(keeps, say, format),
  }
}

import { replace } from 'react-router'
import { refused } from '../answers.ts'
import { hereWith, textOf } from '../assignment/acts.server.ts'
import type { Here } from '../assignment/place.server.ts'
import { columnsOf } from './column-keys.ts'

const page = 'licenses'

/** Changes how somebody looks at the list: its columns, or the views above it. */
export async function changeLook(here: Here, url: URL, form: FormData) {
  const changed = await change(here, form)
  if (!changed.ok) return refused(changed.refusal)
  throw replace(hereWith(url, {}))
}

function change({ app, actor, scope }: Here, form: FormData) {
  const { organizationId } = scope
  const [name, slug] = [textOf(form, 'name'), textOf(form, 'slug')]
  switch (textOf(form, 'act')) {
    case 'columns':
      return app.operations.chooseColumns(actor, { organizationId, page, columns: columnsOf(form) })
    case 'save_view':
      return app.operations.saveView(actor, { organizationId, page, name, query: textOf(form, 'query') })
    case 'rename_view':
      return app.operations.renameView(actor, { organizationId, page, slug, name })
    default:
      return app.operations.deleteView(actor, { organizationId, page, slug })
  }
}

import { useLocation } from 'react-router'
import { LinkButton } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

/** All entries that match, on every page, as a file. */
export function ActivityExport({ home }: { home: string }) {
  const words = useWords('activity')
  const params = new URLSearchParams(useLocation().search)
  params.delete('page')
  const address = (format: string) =>
    `${home}/activity/file?${new URLSearchParams([...params, ['format', format]])}`
  return (
    <>
      <LinkButton to={address('csv')} reloadDocument>
        {words('export_csv')}
      </LinkButton>
      <LinkButton to={address('xlsx')} reloadDocument>
        {words('export_xlsx')}
      </LinkButton>
    </>
  )
}

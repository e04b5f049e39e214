import { Link } from 'react-router'
import { useHere } from '../ui/use-here.ts'
import { useWords } from '../words/use-words.ts'
import style from './hidden-teams.module.css'

/** Says how many teams are left out because all their licenses expired over a month ago, and brings them in or out. */
export function HiddenTeams({ count, shown }: { count: number; shown: boolean }) {
  const words = useWords('teams')
  const here = useHere()
  if (count === 0) return null
  return (
    <p className={style.line}>
      {words(shown ? 'teams_expired_shown' : 'teams_expired_hidden', { count })}{' '}
      <Link to={here({ expired: shown ? null : 'shown' })} preventScrollReset>
        {words(shown ? 'teams_hide_expired' : 'teams_show_expired', { count })}
      </Link>
    </p>
  )
}

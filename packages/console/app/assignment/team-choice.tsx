import { type ReactNode, useState } from 'react'
import type { Typed } from '../typed.ts'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './team-choice.module.css'
import { chosenWhileTyping, matchingTeams, newTeam, type TeamTarget, teamCalled } from './team-target.ts'

interface TeamChoiceProps {
  targets: readonly TeamTarget[]
  mayCreate: boolean
  typed: Typed | undefined
  error: string | undefined
}

/**
 * A team out of those there are, or a new one: typing narrows the list, and its last entry makes a team of the name
 * that was typed. Without scripts the whole list stands below the field.
 */
export function TeamChoice({ targets, mayCreate, typed, error }: TeamChoiceProps) {
  const words = useWords('assignment')
  const [name, setName] = useState(typed?.name ?? '')
  const [chosen, setChosen] = useState(typed?.team ?? '')
  const onName = (text: string) => {
    setName(text)
    setChosen(chosenWhileTyping(targets, text, mayCreate))
  }
  const option = { chosen, setChosen }
  const wanted = name.trim()
  const alone = targets.length === 0
  const help = alone ? 'move_new_team_help' : mayCreate ? 'move_team_help' : 'move_team_find'
  return (
    <div className={style.choice}>
      <TextField
        name="name"
        label={words(alone ? 'move_new_team' : 'move_team')}
        help={words(help)}
        error={error}
        value={name}
        onChange={(event) => onName(event.target.value)}
        autoComplete="off"
        autoFocus
        dir="auto"
      />
      <fieldset className={style.list} hidden={alone}>
        <legend className={style.legend}>{words('move_choose_team')}</legend>
        {matchingTeams(targets, name).map((team) => (
          <Option key={team.id} value={String(team.id)} {...option}>
            <span className={style.name}>
              <bdi>{team.name}</bdi>
            </span>
            <span className={style.seats}>
              {words('move_free_of', { free: team.free, total: team.total })}
            </span>
          </Option>
        ))}
        {mayCreate && !teamCalled(targets, name) && (
          <Option value={newTeam} {...option}>
            <span className={style.name}>
              {wanted === '' ? words('move_create_named') : words('move_create', { team: wanted })}
            </span>
          </Option>
        )}
      </fieldset>
      <p className={style.goes} role="status">
        <Goes
          team={targets.find(({ id }) => String(id) === chosen)}
          wanted={chosen === newTeam ? wanted : ''}
        />
      </p>
    </div>
  )
}

/** Where they will go, said while somebody types. */
function Goes({ team, wanted }: { team: TeamTarget | undefined; wanted: string }) {
  const words = useWords('assignment')
  if (team) return words('move_goes', { team: team.name })
  return wanted !== '' && words('move_goes_new', { team: wanted })
}

interface OptionProps {
  value: string
  chosen: string
  setChosen: (value: string) => void
  children: ReactNode
}

function Option({ value, chosen, setChosen, children }: OptionProps) {
  return (
    <label className={style.option}>
      <input
        type="radio"
        name="team"
        value={value}
        checked={chosen === value}
        onChange={() => setChosen(value)}
      />
      {children}
    </label>
  )
}

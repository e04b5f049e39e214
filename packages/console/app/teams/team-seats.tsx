import { HomeSeats } from '../licenses/home-seats.tsx'
import { seatSegments, useSeatSentence } from '../licenses/seat-picture.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { useWords } from '../words/use-words.ts'
import type { LoadedTeam } from './team-page.server.ts'

/** A team's seats as a strip that leads to them, and by product. */
export function TeamSeats({
  team,
  pools,
  home,
  narrow,
}: Pick<LoadedTeam, 'team' | 'pools' | 'home' | 'narrow'>) {
  const words = useWords('licenses')
  const sentence = useSeatSentence()
  const to = (status: string) => `${home}/licenses?${new URLSearchParams({ ...narrow, status })}`
  return (
    <>
      <SeatStrip
        sentence={sentence(team.totals)}
        segments={seatSegments(team.totals, words).map((segment) => ({
          ...segment,
          to: segment.status && to(segment.status),
        }))}
      />
      <HomeSeats {...{ pools, home, narrow }} />
    </>
  )
}

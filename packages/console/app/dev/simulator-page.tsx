import { Link } from 'react-router'
import { FallbackPicture } from '../licenses/fallback-picture.tsx'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/simulator-page'
import { AskingVersion } from './asking-version.tsx'
import { DaySlider } from './day-slider.tsx'
import { DayStepsBar } from './day-steps.tsx'
import { NoProduct } from './no-product.tsx'
import { type Simulated, simulated } from './simulated.server.ts'
import { SimulatorAnswer } from './simulator-answer.tsx'
import { ChooseLicense, SimulatorForm } from './simulator-form.tsx'
import { TurningTable } from './turning-table.tsx'

export const handle = { words: 'licenses' }

export const loader = ({ context, request }: Route.LoaderArgs) => simulated(context, request)

/** A clock to turn: what a copy of the product says on any day, online and offline, and why. */
export default function SimulatorPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('dev')
  const errors = useFieldErrors(loaderData.refusal ?? undefined)
  if (!loaderData.product) return <NoProduct title={words('simulator')} />
  const { license, unknownLicense, played } = loaderData
  return (
    <>
      <PageHead
        title={words('simulator')}
        summary={
          license
            ? words('simulator_of_license', { title: license.title, licensee: license.licensee })
            : words('simulator_summary', { product: loaderData.product.name })
        }
        back={<Link to="/dev">{words('nav_first_check')}</Link>}
      />
      <Stack>
        <ChooseLicense page={loaderData} />
        {unknownLicense && <Banner tone="warn">{words('unknown_license')}</Banner>}
        {played && <Played played={played} page={loaderData} dayError={errors?.day} />}
        <Section title={words('terms')}>
          <SimulatorForm page={loaderData} errors={errors} />
        </Section>
      </Stack>
    </>
  )
}

interface PlayedProps {
  played: NonNullable<Simulated['played']>
  page: Simulated
  dayError: string | undefined
}

function Played({ played, page, dayError }: PlayedProps) {
  const words = useWords('dev')
  const format = useFormat()
  const { day, release } = played
  const facts = { product: page.product?.name ?? '', release, day: format.date(day, 'long') }
  return (
    <>
      <FallbackPicture fallback={played.fallback} />
      <DaySlider first={played.first} last={played.last} day={day} />
      <DayStepsBar day={day} to={played.steps} error={dayError} />
      <AskingVersion played={played} />
      <Section title={words(`answer_of_day_${played.kind}`, facts)}>
        <SimulatorAnswer played={played} product={page.product} />
      </Section>
      <Section title={words('turning_points')}>
        <TurningTable points={played.points} release={release} />
      </Section>
    </>
  )
}

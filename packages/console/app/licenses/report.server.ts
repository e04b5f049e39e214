import { addDays } from '@claviger/core/kernel/calendar'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { roomOfTeams } from './pictures/team-map.ts'
import { type ReportAddress, type ReportName, readReportAddress } from './report-address.ts'

/** Everything a page of reports is made of but the pictures themselves. */
export async function openReports(args: Parameters<typeof placeOf>[0] & { readonly url: URL }) {
  const here = await placeOf(args)
  const { seats, home, name, mayAssign, mayOrder, today } = here.place
  const products = named(seats, ({ product }) => [product.slug, product.name])
  const teams =
    here.scope.teamId === undefined ? named(seats, ({ team }) => [String(team.id), team.name]) : []
  const address = readReportAddress(args.url.searchParams, { products, teams })
  const span = { from: addDays(today, 1 - address.period), to: today }
  const locked = here.scope.teamId !== undefined
  return {
    here,
    address,
    frame: {
      home,
      name,
      mayAssign,
      mayOrder,
      products,
      teams,
      address,
      span,
      locked,
      empty: seats.length === 0,
    },
  }
}

type Pair = readonly [string, string]

const named = (seats: readonly SeatCount[], pair: (seat: SeatCount) => Pair): Pair[] =>
  [...new Map(seats.map(pair))].sort((one, other) => one[1].localeCompare(other[1]))

/** Loads what one picture shows. */
export async function loadReport<Name extends ReportName>(
  here: Here,
  name: Name,
  address: ReportAddress,
  request: Request,
) {
  const { app, actor, scope, place } = here
  const ofProduct = ({ product }: SeatCount) => address.product === '' || product.slug === address.product
  const ofTeam = ({ team }: SeatCount) => address.team === '' || String(team.id) === address.team
  const productCode = address.product === '' ? undefined : place.seats.find(ofProduct)?.product.code
  const meant = { ...scope, productCode, inTeam: address.team === '' ? undefined : Number(address.team) }
  const loaders = {
    seats: async () =>
      shown(
        await app.views.seatHistory(actor, {
          ...{ ...meant, from: addDays(place.today, 1 - address.period), to: place.today },
        }),
        request,
      ),
    handout: async () => shown(await app.views.handOutProgress(actor, meant), request),
    idle: async () => shown(await app.views.idleSpread(actor, meant), request),
    teams: async () => roomOfTeams(place.seats.filter((seat) => ofProduct(seat) && ofTeam(seat))),
  }
  return loaders[name]() as ReturnType<(typeof loaders)[Name]>
}

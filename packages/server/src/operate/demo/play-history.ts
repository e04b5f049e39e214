import { operator } from '@claviger/core/teams/actor'
import { assign, type Customer, connect, dayText, firstTeam, offerRole, order, teamNamed } from './acts.ts'
import { binders, colleagues, ines, juergen, moira, owner, pekka, saoirse, tomasz } from './cast.ts'
import { playApi } from './play-api.ts'
import { playLinks } from './play-links.ts'
import { playMachines } from './play-machines.ts'
import { playTeams } from './play-teams.ts'
import { fresh, got, type Stage } from './stage.ts'

const [firstList, platformList, lateList] = [
  [pekka, juergen, ...colleagues.slice(3, 35)],
  [tomasz, ...colleagues.slice(35, 64)],
  colleagues.slice(64, 110),
] as const

/** Plays fourteen months of Fenwick Tools and its customers, every act by the operation a person would have used. */
export async function playHistory(stage: Stage): Promise<void> {
  await openHouse(stage)
  const bindery = await sellToBindery(stage)
  const customer = await firstPurchase(stage)
  await firstYear(stage, customer)
  await platformTeam(stage, customer)
  await ferrule(stage, customer)
  await lateWave(stage, customer)
  await playTeams(stage, customer)
  await monthAtBindery(stage, bindery)
  await playLinks(stage, customer)
  await playMachines(stage)
  await playApi(stage, customer)
}

async function openHouse({ app, daysAgo, as }: Stage): Promise<void> {
  const { operations } = app
  daysAgo(426)
  const { key } = got(await operations.makeSetupKey(operator, {}))
  const answers = {
    you: { name: owner.name, email: owner.address },
    vendor: {
      name: 'Fenwick Tools',
      country: 'DE',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      locale: 'en-GB',
    },
    mail: { replyTo: 'licences@fenwick.example' },
    product: { name: 'Loomwright', code: 'LOOM', version: '5.8', releasedOn: dayText(app.clock(), -180) },
    price: { price: '219', continuity: 'on', yearTwoPercent: '20', yearThreePercent: '40' },
  }
  for (const [step, typed] of Object.entries(answers))
    got(await operations.saveSetupStep(operator, { key, step, typed }))
  got(await operations.finishSetup(operator, { key }))
  got(await operations.ensureKeys(operator, {}))
  const maud = await as(owner)
  got(
    await operations.changeVendorSettings(maud, {
      ...answers.vendor,
      replyTo: answers.mail.replyTo,
      invoiceRelease: 'at_once',
      ...{ invoiceDays: '30', undoMinutes: '10', letterMinutes: '2', coolDownDays: '0' },
      ...{ graceDays: '7', checkHours: '24', offlineDays: '30', machines: '3' },
    }),
  )
  got(await operations.addProduct(maud, { name: 'Ferrule', code: 'FERR' }))
  got(await operations.addPack(maud, { name: 'All-products pack', code: 'ALL', members: ['LOOM', 'FERR'] }))
  got(await operations.setPrice(maud, { code: 'LOOM', term: 'month', price: '21.90' }))
  got(await operations.setPrice(maud, { code: 'FERR', term: 'year', price: '149' }))
  got(
    await operations.setPrice(maud, {
      code: 'ALL',
      term: 'year',
      price: '389',
      yearTwoPercent: '20',
      yearThreePercent: '40',
    }),
  )
  const releases = [
    ['LOOM', '6.0', 420],
    ['FERR', '2.0', 430],
    ['LOOM', '6.1', 300],
    ['FERR', '2.1', 230],
    ['LOOM', '6.2', 180],
    ['LOOM', '6.3', 75],
    ['FERR', '2.2', 40],
    ['LOOM', '6.4', 10],
  ] as const
  for (const [code, version, days] of releases) {
    got(await operations.addRelease(maud, { code, version, releasedOn: dayText(new Date(), -days) }))
  }
}

/** A small customer whose year has ended: what a license on its fallback looks like. */
async function sellToBindery(stage: Stage): Promise<Customer> {
  const { app, daysAgo, as, linkIn } = stage
  daysAgo(421)
  const sale = {
    kind: 'new',
    email: moira.address,
    name: moira.name,
    company: 'Kelso Bindery Ltd',
    country: 'GB',
  } as const
  const sold = got(
    await app.operations.sellByHand(await as(owner), {
      ...{ id: fresh.id(), productCode: 'FERR', quantity: '8', term: 'year', paid: false, customer: sale },
    }),
  )
  daysAgo(420)
  const token = await linkIn(moira, /\/claim\/([0-9a-z]+)/)
  const { organizationId } = got(await app.operations.acceptClaim(await as(moira), { token }))
  const teamId = await firstTeam(stage, organizationId)
  await assign(stage, moira, { organizationId, teamId, productCode: 'FERR' }, binders)
  daysAgo(400)
  got(await app.operations.recordPayment(await as(owner), { id: sold.id, note: 'bank statement 14' }))
  return { organizationId, teamId }
}

/** Two licenses by the month, not paid on: the days of grace run. */
async function monthAtBindery({ app, daysAgo, as }: Stage, bindery: Customer): Promise<void> {
  daysAgo(34)
  got(
    await app.operations.sellByHand(await as(owner), {
      ...{ id: fresh.id(), productCode: 'LOOM', quantity: '2', term: 'month', paid: true },
      customer: { kind: 'known', ...bindery },
    }),
  )
}

async function firstPurchase(stage: Stage): Promise<Customer> {
  const { app, daysAgo, as, linkIn } = stage
  daysAgo(331)
  const order = got(
    await app.operations.placeOrder(
      { kind: 'anonymous', via: 'page' },
      {
        ...{
          id: fresh.id(),
          token: fresh.token(),
          productCode: 'LOOM',
          quantity: '60',
          term: 'year',
          locale: 'en-GB',
        },
        ...{
          email: ines.address,
          name: ines.name,
          company: 'Harrow & Vale GmbH',
          country: 'DE',
          poNumber: 'PO-4411',
        },
      },
    ),
  )
  daysAgo(331, '09:40')
  const token = await linkIn(ines, /\/claim\/([0-9a-z]+)/)
  const { organizationId } = got(await app.operations.acceptClaim(await as(ines), { token }))
  const customer = { organizationId, teamId: await firstTeam(stage, organizationId) }
  await assign(stage, ines, { ...customer, productCode: 'LOOM' }, [ines], 'form')
  daysAgo(305)
  got(await app.operations.recordPayment(await as(owner), { id: order.id, note: 'PO-4411' }))
  return customer
}

async function firstYear(stage: Stage, customer: Customer): Promise<void> {
  const { daysAgo } = stage
  daysAgo(326)
  await assign(stage, ines, { ...customer, productCode: 'LOOM' }, firstList)
  await connect(stage, firstList, 325, 300)
  daysAgo(298)
  await offerRole(stage, ines, pekka, { ...customer, teamId: null }, 'administrator')
  daysAgo(297)
  await offerRole(stage, pekka, saoirse, { ...customer, teamId: null }, 'billing_contact')
}

async function platformTeam(stage: Stage, customer: Customer): Promise<void> {
  const { app, daysAgo, as } = stage
  const { organizationId } = customer
  daysAgo(240)
  const bought = order('ALL', '40')
  const wish = { organizationId, newTeamName: 'Platform' }
  got(await app.operations.buyForOrganization(await as(ines), { ...bought, ...wish }))
  const platform = await teamNamed(stage, organizationId, 'Platform')
  daysAgo(239)
  await offerRole(stage, ines, tomasz, { organizationId, teamId: platform }, 'team_administrator')
  daysAgo(238)
  await assign(stage, tomasz, { organizationId, teamId: platform, productCode: 'ALL' }, platformList)
  await connect(stage, platformList.slice(0, 28), 237, 190)
  daysAgo(189)
  got(await app.operations.recordPayment(await as(owner), { id: bought.id, note: 'bank statement 31' }))
}

/** A second product for twelve who have the first. */
async function ferrule(stage: Stage, customer: Customer): Promise<void> {
  const { app, daysAgo, as } = stage
  daysAgo(186)
  const bought = order('FERR', '20')
  got(await app.operations.buyForOrganization(await as(pekka), { ...bought, ...customer }))
  daysAgo(184)
  await assign(stage, pekka, { ...customer, productCode: 'FERR' }, firstList.slice(0, 12))
  daysAgo(160)
  got(await app.operations.recordPayment(await as(owner), { id: bought.id, note: 'bank statement 35' }))
}

async function lateWave(stage: Stage, customer: Customer): Promise<void> {
  const { app, daysAgo, as } = stage
  daysAgo(82)
  got(await app.operations.buyForOrganization(await as(ines), { ...order('LOOM', '55'), ...customer }))
  daysAgo(75)
  await assign(stage, ines, { ...customer, productCode: 'LOOM' }, lateList)
  await connect(stage, lateList.slice(0, 4), 74, 60)
  daysAgo(40)
  await undoneMistake(stage, customer)
}

/** Pekka takes the wrong four back, and puts it right within the ten minutes. */
async function undoneMistake({ app, daysAgo, as }: Stage, { organizationId }: Customer): Promise<void> {
  const actor = await as(pekka)
  const filter = { status: ['connected'], products: ['FERR'] } as const
  const page = got(
    await app.views.licensesPage(actor, {
      organizationId,
      filter,
      sort: 'position',
      descending: false,
      page: 1,
      perPage: 4,
    }),
  )
  const licenseIds = page.rows.map((row) => row.licenseId)
  const jobId = fresh.id()
  got(
    await app.operations.revokeLicenses(actor, {
      organizationId,
      selection: { kind: 'these', licenseIds },
      jobId,
      preview: false,
    }),
  )
  daysAgo(40, '09:04')
  got(await app.operations.undoJob(actor, { organizationId, jobId }))
}

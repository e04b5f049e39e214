import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { crowd, foundVendor, handOut, ines, makeLink, sellMore, widenCatalog, winCustomer } from './town.ts'

const place = openHouse()

test('the house opens', async () => {
  const { house } = place
  await foundVendor(house)
  await widenCatalog(house)
  const customer = await winCustomer(house, 25)
  const team = await sellMore(house, customer, 5, { newTeamName: 'Mobile' })
  await handOut(house, customer, crowd(10))
  console.log(
    customer,
    team,
    await makeLink(house, customer),
    (await house.mail.letters(ines)).map((l) => l.subject),
  )
  const guest = await house.visitor({}, ines)
  console.log(await guest.open('/healthz'))
  console.log(await guest.open('/me'), await guest.page.locator('body').ariaSnapshot())
  console.log(house.logged.slice(-10))
  expect(1).toBe(1)
})

import { expect, test } from 'vitest'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { ines, owner, releaseOrders } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()

/** Flow 1: from the printed link to an open shop. */
async function setUp(visitor: Visitor): Promise<void> {
  await visitor.arrives('Who are you?')
  await visitor.findsNothingWrong()
  await visitor.fill('Your name', 'Margit Fenwick')
  await visitor.fill('Your e-mail', owner)
  await visitor.press('Continue')
  await visitor.arrives('Who sells here?')
  await visitor.findsNothingWrong()
  await visitor.fill('Name of the vendor', 'Fenwick Tools')
  await visitor.press('Continue')
  await visitor.arrives('Where do answers go?')
  await visitor.findsNothingWrong()
  await visitor.press('Continue')
  await visitor.arrives('What do you sell?')
  await visitor.findsNothingWrong()
  await visitor.fill('Name of the product', 'Loomwright')
  await visitor.press('Continue')
  await visitor.arrives('What does a seat cost?')
  await visitor.findsNothingWrong()
  await visitor.fill(/^Price of a seat and year, in/, '219')
  await visitor.press('Open the shop')
  await visitor.arrives('Today')
  await visitor.findsNothingWrong()
}

/** Flow 2 until the order: 25 seats by invoice, somebody new. */
async function order(visitor: Visitor, email: string, company: string): Promise<void> {
  await visitor.fill('Number of seats', '25')
  await visitor.press('Buy')
  await visitor.arrives('Your order')
  await visitor.fill('Work e-mail', email)
  await visitor.fill('Your name', 'Ines Okafor')
  await visitor.fill('Company', company)
  await visitor.press(/^Order for /)
}

test('the set-up page without its key says where the key is, and saves nothing', async () => {
  const visitor = await place.house.visitor()
  await visitor.open('/setup')
  await visitor.arrives('Set-up needs its key')
  await visitor.findsNothingWrong()
})

test('a fresh installation sells its first product within twelve presses and six fields, without scripts', async () => {
  const visitor = await place.house.visitor({ scripts: false, locale: 'en-GB' })
  await visitor.open(place.house.setupPath)
  await budget({ clicks: 12, fields: 6 }, visitor, () => setUp(visitor))
  const used = await place.house.visitor()
  await used.open(place.house.setupPath)
  await used.arrives('Set-up has finished')
})

test('a new customer buys 25 seats, is confirmed, and becomes the administrator by a pressed button', async () => {
  const buyer = await place.house.visitor()
  const staff = await place.house.visitor({}, owner)
  await buyer.open('/buy/loomwright')
  await budget({ clicks: 9, fields: 8 }, buyer, async () => {
    await order(buyer, ines, 'Harrow & Vale')
    await buyer.arrives('Your order has arrived')
    await confirm(staff)
    await buyer.open(await place.house.mail.link(ines, /\/claim\/[0-9a-z]+/))
    await buyer.press(`Continue as ${ines}`)
    await buyer.arrives('25 seats are yours. How do you want to hand them out?')
  })
  await buyer.findsNothingWrong()
})

/** The vendor finds the order among what waits, and delivers it. */
async function confirm(staff: Visitor): Promise<void> {
  await staff.open('/vendor')
  await staff.sees('1 order waits for you')
  await staff.press(/2026-0001/)
  await staff.press('Confirm and deliver 25 seats')
  await staff.sees(/^Delivered\./)
}

test('where the vendor delivers at once, the same way leads there without anybody at the vendor', async () => {
  await releaseOrders(place.house, 'at_once')
  const buyer = await place.house.visitor({ scripts: false })
  await buyer.open('/buy/loomwright')
  await budget({ clicks: 9, fields: 8 }, buyer, async () => {
    await order(buyer, 'm.adler@kelso.example', 'Kelso')
    await buyer.arrives('25 seats are yours')
    await buyer.open(await place.house.mail.link('m.adler@kelso.example', /\/claim\/[0-9a-z]+/))
    await buyer.press('Continue as m.adler@kelso.example')
    await buyer.arrives('25 seats are yours. How do you want to hand them out?')
  })
})

test('on another device the way in asks for a six-digit code, and the link works once', async () => {
  const address = 'buyer@north.example'
  const buyer = await place.house.visitor()
  await buyer.open('/buy/loomwright')
  await order(buyer, address, 'North')
  await buyer.arrives('25 seats are yours')
  const claim = await place.house.mail.link(address, /\/claim\/[0-9a-z]+/)
  const phone = await place.house.visitor({ width: 360, height: 640, touch: true, scripts: false })
  await phone.open(claim)
  await phone.press('Send the code')
  await phone.arrives('Type the code from your mail')
  await phone.fill('Six-digit code', await place.house.mail.code(address))
  await phone.press('Open your licenses')
  await phone.arrives('25 seats are yours. How do you want to hand them out?')
  const late = await place.house.visitor()
  await late.open(claim)
  await late.arrives('These licenses have been opened')
})

test('a way in that has run out sends a fresh one, to the address of the order only', async () => {
  const address = 'slow@north.example'
  const buyer = await place.house.visitor()
  await buyer.open('/buy/loomwright')
  await order(buyer, address, 'North Two')
  await buyer.arrives('25 seats are yours')
  const old = await place.house.mail.link(address, /\/claim\/[0-9a-z]+/)
  place.house.clock.advance({ days: 15 })
  const stranger = await place.house.visitor()
  await stranger.open(old)
  await stranger.arrives('This link has run out')
  await stranger.press('Send me a fresh link')
  await stranger.arrives('Look into your mail')
  expect(await stranger.page.content()).not.toContain(address)
  expect(await place.house.mail.link(address, /\/claim\/[0-9a-z]+/)).not.toBe(old)
})

test('pressing twice, reloading, and going back and sending again place one order (O-61)', async () => {
  const address = 'hasty@west.example'
  const buyer = await place.house.visitor({ scripts: false })
  await buyer.open('/checkout?product=loomwright&quantity=7&term=year')
  await buyer.fill('Work e-mail', address)
  await buyer.fill('Your name', 'Hasty')
  await buyer.fill('Company', 'West')
  await buyer.page.getByRole('button', { name: /^Order for/ }).dblclick()
  await buyer.arrives('7 seats are yours')
  await buyer.page.reload()
  await buyer.page.goBack()
  await buyer.press(/^Order for /)
  await buyer.arrives('7 seats are yours')
  const certificates = (await place.house.mail.letters(address)).filter(
    ({ kind }) => kind === 'order_certificate',
  )
  expect(certificates.length).toBe(1)
})

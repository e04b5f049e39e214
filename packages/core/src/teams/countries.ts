import { isCurrency } from '../kernel/currency.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'

/** ISO 3166-1 alpha-2, the countries one can be in. */
export const countries: readonly string[] = (
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG ' +
  'CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH ' +
  'GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ ' +
  'LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI ' +
  'NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN ' +
  'SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ' +
  'ZM ZW'
).split(' ')

/** Reads a country code. */
export function readCountry(text: string): Decision<string, { readonly code: 'not_a_country' }> {
  const code = text.trim().toUpperCase()
  return countries.includes(code) ? accept(code) : refuse('not_a_country')
}

/** Reads a currency code the platform knows. */
export function readCurrency(text: string): Decision<string, { readonly code: 'not_a_currency' }> {
  const code = text.trim().toUpperCase()
  return isCurrency(code) ? accept(code) : refuse('not_a_currency')
}

/** The currencies one can sell in, common ones first. */
export const currencies: readonly string[] = [
  ...new Set(['EUR', 'USD', 'GBP', 'CHF', 'JPY', ...Intl.supportedValuesOf('currency').filter(isCurrency)]),
]

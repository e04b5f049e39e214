import type { Command } from 'commander'
import type { Product } from '../api/account-api.ts'
import { accountCommand } from './account-command.ts'
import { type Columns, tableOf } from './table.ts'

/** `claviger products`: what licenses are for. */
export function productsCommand(program: Command): void {
  accountCommand<{ readonly plugins?: true }>(
    program,
    'products',
    'the products, or the plugins',
    async (account, _, { plugins }) => {
      const products = await account.call(plugins ? 'getPlugins' : 'getProducts', {})
      account.say(products, tableOf(columns)(products))
      return true
    },
  ).option('--plugins', 'the plugins instead')
}

const columns: Columns<Product> = [
  ['CODE', ({ code }) => code],
  ['NAME', ({ name }) => name],
]

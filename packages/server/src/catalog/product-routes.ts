import { z } from 'zod'
import { apiRoute } from '../http/api/api-route.ts'

const product = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Product' })

const answers = { 200: { description: 'All of them, by code.', schema: z.array(product) } }

/** What licenses are for. */
export const productRoutes = [
  apiRoute({
    ...{ method: 'get', path: '/products', id: 'getProducts', group: 'products', dropIn: true, answers },
    summary: 'The products',
    handle: async ({ app, actor }) => ({
      status: 200,
      body: await app.views.productList(actor, { plugins: false }),
    }),
  }),
  apiRoute({
    ...{ method: 'get', path: '/plugins', id: 'getPlugins', group: 'products', dropIn: true, answers },
    summary: 'The plugins',
    handle: async ({ app, actor }) => ({
      status: 200,
      body: await app.views.productList(actor, { plugins: true }),
    }),
  }),
]

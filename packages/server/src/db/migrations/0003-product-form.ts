/** A product remembers the form that made it, so that sending the form again makes no other. */
export const productForm = {
  name: '0003-product-form',
  statements: ['alter table product add column form_id uuid unique'],
} as const

import { Link } from 'react-router'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './vendor-home.module.css'

interface FirstStepsProps {
  owner: boolean
  account: string
  mails: boolean
}

/** After set-up, as long as nobody has bought: where to go from here. */
export function FirstSteps({ owner, account, mails }: FirstStepsProps) {
  const words = useWords('catalog')
  const steps = [
    { to: '/buy', title: words('first_shop'), help: words('first_shop_help') },
    { to: '/vendor/sell', title: words('first_sell'), help: words('first_sell_help') },
    { to: '/vendor/products', title: words('first_products'), help: words('first_products_help') },
    ...(owner ? [{ to: '/vendor/staff', title: words('first_staff'), help: words('first_staff_help') }] : []),
  ]
  return (
    <Section title={words('first_title')}>
      <ul className={style.steps}>
        {steps.map((step) => (
          <li key={step.to}>
            <Link to={step.to}>{step.title}</Link>
            <p>{step.help}</p>
          </li>
        ))}
      </ul>
      <p>
        {words.rich(
          mails ? 'first_sign_in' : 'first_sign_in_without_mail',
          { account },
          { b: <strong dir="ltr" />, code: <code dir="ltr" /> },
        )}
      </p>
    </Section>
  )
}

import { Link } from 'react-router'
import { useWords } from '../words/use-words.ts'

/** For those who are here already: the way to what they have. */
export function ShopFoot({ signedIn }: { signedIn: boolean }) {
  const words = useWords('doors')
  return signedIn ? (
    <Link to="/me">{words('shop_my_licenses')}</Link>
  ) : (
    <>
      {words('shop_known')} <Link to="/signin">{words('shop_sign_in')}</Link>
    </>
  )
}

import type { RequestContext } from '@claviger/server/application'
import { createContext } from 'react-router'

/** Where a loader or action finds the application and who is asking. */
export const applicationContext = createContext<RequestContext>()

import type { App, Parts } from '../parts.ts'
import { accountRoutes } from './account-routes.ts'
import { appPasswordRoutes } from './app-password-routes.ts'
import { claimRoutes } from './claim-routes.ts'
import { loginRoutes } from './login-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { pseudRoutes } from './pseud-routes.ts'
import { registerRoutes } from './register-routes.ts'

export function peopleRoutes(app: App, parts: Parts): void {
  registerRoutes(app, parts)
  loginRoutes(app, parts)
  passwordRoutes(app, parts)
  claimRoutes(app, parts)
  accountRoutes(app, parts)
  appPasswordRoutes(app, parts)
  pseudRoutes(app, parts)
}

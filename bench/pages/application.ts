// The application that is measured, in a process of its own.
import { type Adresses, entrer, ouvrirApplication } from './ouvrir.ts'
import { servir } from './processus.ts'

let ouverte: Awaited<ReturnType<typeof ouvrirApplication>> | null = null

servir<{ readonly adresses: Adresses; readonly cooperation: string }>(
  async ({ adresses, cooperation }) => {
    ouverte = await ouvrirApplication(adresses)
    return { adresse: ouverte.adresse, cookie: await entrer(ouverte.adresse, cooperation) }
  },
  async () => ouverte?.fermer(),
)

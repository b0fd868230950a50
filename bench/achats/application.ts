// The application that is measured, in a process of its own; it says how many statements a page costs.
import { compterRequetes } from '../../tests/base/requetes-sql.ts'
import { type Adresses, entrer, ouvrirApplication } from '../pages/ouvrir.ts'
import { servir } from '../pages/processus.ts'

let ouverte: Awaited<ReturnType<typeof ouvrirApplication>> | null = null
let cookie = ''

servir<{ readonly adresses: Adresses; readonly cooperation: string } | { readonly compter: string }>(
  async (question) => {
    if ('compter' in question) {
      const { requetes } = await compterRequetes(async () =>
        ouverte!.app.inject({ url: question.compter, headers: { cookie } }),
      )
      return requetes.length
    }
    ouverte = await ouvrirApplication(question.adresses)
    cookie = await entrer(ouverte.adresse, question.cooperation)
    return { adresse: ouverte.adresse, cookie }
  },
  async () => ouverte?.fermer(),
)

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { jourDe } from '#shared/dates.ts'
import { etatDe, GENRES_CONVENTION } from '../domain/convention.ts'
import { litLeSchema, tientSonOrganisme } from '../domain/droits.ts'
import { listMembres } from '../schema.queries.ts'
import { uneConvention } from '../schemas/exemples.ts'
import { afficherConvention } from './afficher-convention.routes.ts'
import { direParties, pageConventions } from './conventions.page.tsx'
import { findConvention, listConventions } from './conventions.queries.ts'
import { expliquerConvention } from './expliquer.ts'
import { pageFinConvention } from './fin-convention.page.tsx'
import { FormulaireConvention, FormulaireFin } from './formulaire-convention.ts'
import { pageSaisieConvention } from './saisie-convention.page.tsx'
import { enregistrerConvention, finirConvention, modifierConvention } from './tenir-convention.ts'

type Adresse = { Params: { id: string } }

/** The register of conventions, lettres de mission and agreements. */
export function conventionsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const lireRegistre = (jour: string) => async (tx: Parameters<typeof listConventions>[0]) => ({
    conventions: await listConventions(tx),
    membres: await listMembres(tx, jour),
  })
  app.get(
    '/conventions',
    { config: { droit: litLeSchema, exemple: '/conventions' } },
    async (requete, reponse) => {
      const aujourdhui = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, lireRegistre(aujourdhui))
      const page = pageConventions({ ...donnees, acteur: acteurDe(requete), aujourdhui })
      return services.page(requete, reponse, cadre, page)
    },
  )
  app.get(
    '/conventions.csv',
    { config: { droit: litLeSchema, exemple: '/conventions.csv' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const { conventions, membres } = await base.enTantQue(acteurDe(requete), lireRegistre(jour))
      return reponse
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="conventions.csv"')
        .send(
          ecrireCsv(
            [
              { titre: 'Convention', valeur: ({ titre }) => titre },
              { titre: 'Nature', valeur: ({ genre }) => GENRES_CONVENTION[genre] },
              { titre: 'Parties', valeur: (convention) => direParties(convention, membres) },
              { titre: 'Depuis', valeur: ({ du }) => du ?? '' },
              { titre: 'Fin', valeur: (convention) => etatDe(convention, jour).fin ?? '' },
              { titre: 'Préavis (mois)', valeur: ({ preavisMois }) => String(preavisMois) },
              { titre: 'À dénoncer avant', valeur: (convention) => etatDe(convention, jour).limite ?? '' },
              { titre: 'État', valeur: (convention) => etatDe(convention, jour).situation },
              { titre: 'Tenue par', valeur: ({ tenuePar }) => tenuePar },
            ],
            conventions,
          ),
        )
    },
  )

  const afficherSaisie = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      convention: id ? await findConvention(tx, id) : null,
      membres: await listMembres(tx, jourDe(requete.maintenant)),
    }))
    if (id && !donnees.convention) return services.introuvable(requete, reponse, 'Cette convention')
    const page = pageSaisieConvention({ ...donnees, acteur, maintenant: requete.maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  const enregistrer = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireConvention, requete.body)
    if (!lu.ok) {
      const fautes = lu.fautes.map((faute) => ({ ...faute, champ: faute.champ.split('.')[0]! }))
      return afficherSaisie(requete, reponse, id, { fautes, saisies, statut: 422 })
    }
    const { version, cle, ...saisie } = lu.valeurs
    const acteur = acteurDe(requete)
    const issue = id
      ? await modifierConvention(base, acteur, id, version, saisie, requete.maintenant)
      : await enregistrerConvention(base, acteur, saisie, cle, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Convention enregistrée. Son échéance sera rappelée à temps.')
      return versPage(reponse, `/conventions/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette convention')
    const { champ, phrase } = expliquerConvention(issue.refus)
    return afficherSaisie(requete, reponse, id, {
      saisies,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
      statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
    })
  }
  app.get(
    '/conventions/nouvelle',
    { config: { droit: tientSonOrganisme, exemple: '/conventions/nouvelle' } },
    (requete, reponse) => afficherSaisie(requete, reponse, null),
  )
  app.post('/conventions', { config: { droit: tientSonOrganisme } }, (requete, reponse) =>
    enregistrer(requete, reponse, null),
  )
  app.get<Adresse>(
    '/conventions/:id',
    { config: { droit: litLeSchema, exemple: uneConvention() } },
    (requete, reponse) => afficherConvention(services, requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/conventions/:id/modifier',
    { config: { droit: tientSonOrganisme, exemple: uneConvention('/modifier') } },
    (requete, reponse) => afficherSaisie(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/conventions/:id/modifier',
    { config: { droit: tientSonOrganisme } },
    (requete, reponse) => enregistrer(requete, reponse, requete.params.id),
  )

  for (const geste of ['denoncer', 'clore'] as const) {
    const afficher = async (
      requete: FastifyRequest,
      reponse: FastifyReply,
      id: string,
      retour: RetourDeFormulaire = {},
    ) => {
      const { cadre, donnees } = await services.lire(requete, (tx) => findConvention(tx, id))
      if (!donnees) return services.introuvable(requete, reponse, 'Cette convention')
      const aujourdhui = jourDe(requete.maintenant)
      const page = pageFinConvention({ convention: donnees, geste, aujourdhui, ...retour })
      return services.page(requete, reponse, cadre, page)
    }
    app.get<Adresse>(
      `/conventions/:id/${geste}`,
      { config: { droit: tientSonOrganisme, exemple: uneConvention(`/${geste}`) } },
      (requete, reponse) => afficher(requete, reponse, requete.params.id),
    )
    app.post<Adresse>(
      `/conventions/:id/${geste}`,
      { config: { droit: tientSonOrganisme } },
      async (requete, reponse) => {
        const { id } = requete.params
        const saisies = requete.body as Saisies
        const lu = lireFormulaire(FormulaireFin, requete.body)
        if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
        const acteur = acteurDe(requete)
        const issue = await finirConvention(base, acteur, id, geste, lu.valeurs, requete.maintenant)
        if (issue.ok) {
          services.annoncer(
            reponse,
            geste === 'denoncer' ? 'Dénonciation enregistrée.' : 'Fin d’usage enregistrée.',
          )
          return versPage(reponse, `/conventions/${id}`)
        }
        if (issue.refus.code === 'introuvable')
          return services.introuvable(requete, reponse, 'Cette convention')
        const { champ, phrase } = expliquerConvention(issue.refus)
        return afficher(requete, reponse, id, {
          saisies,
          ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
          statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
        })
      },
    )
  }
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { CHAMPS, FormulaireProgramme, Niveau, PHRASES_DE_STRUCTURE } from './formulaires.ts'
import { findProgramme, findProgrammeDe } from './programmes.queries.ts'
import { pageModifierProgramme, pageRenommer } from './renommer.page.tsx'
import { modifierProgramme, renommerNiveau } from './renommer.ts'
import type { RefusStructure } from './structurer.ts'

type AdresseId = { Params: { id: string } }

const FormulaireEntete = z.intersection(FormulaireProgramme, z.object({ version }))
const FormulaireNiveau = z.object({ ...Niveau, version })

const retour = ({ code }: RefusStructure, saisies: Saisies): RetourDeFormulaire => {
  const [champ, message] = [CHAMPS[code], PHRASES_DE_STRUCTURE[code]]
  if (champ) return { fautes: [{ champ, message }], saisies, statut: 422 }
  return {
    alerte: message,
    ...(code !== 'page-perimee' && { saisies }),
    statut: code === 'interdit' ? 403 : 409,
  }
}

/** The coordination corrects what it wrote of the frame: the programme, an axis, an orientation. */
export function renommerRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const droit = cadreLeProgramme

  const afficherProgramme = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) =>
      findProgramme(tx, jourDe(requete.maintenant), id),
    )
    if (!donnees) return services.introuvable(requete, reponse, 'Ce programme')
    return services.page(requete, reponse, cadre, pageModifierProgramme({ programme: donnees, ...etat }))
  }
  app.get<AdresseId>(
    '/programme/structure/:id',
    {
      config: {
        droit,
        exemple: async (tx) => {
          const programme = await tx.selectFrom('programme').select('id').executeTakeFirst()
          return programme ? `/programme/structure/${programme.id}` : null
        },
      },
    },
    (requete, reponse) => afficherProgramme(requete, reponse, requete.params.id),
  )
  app.post<AdresseId>('/programme/structure/:id', { config: { droit } }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireEntete, requete.body)
    if (!lu.ok) return afficherProgramme(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { nom, du, au, presentation, source, version: vue } = lu.valeurs
    const entete = { nom, du, au, presentation, source }
    const issue = await modifierProgramme(base, acteurDe(requete), id, vue, entete, requete.maintenant)
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Ce programme')
        : afficherProgramme(requete, reponse, id, retour(issue.refus, saisies))
    services.annoncer(reponse, 'Programme enregistré.')
    return versPage(reponse, `/programme/structure?programme=${id}`)
  })

  for (const quoi of ['axe', 'orientation'] as const) {
    const cet = quoi === 'axe' ? 'Cet axe' : 'Cette orientation'
    const afficher = async (
      requete: FastifyRequest,
      reponse: FastifyReply,
      id: string,
      etat: RetourDeFormulaire = {},
    ) => {
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const programmeId = await findProgrammeDe(tx, quoi, id)
        return programmeId ? findProgramme(tx, jourDe(requete.maintenant), programmeId) : null
      })
      const niveau = donnees?.axes
        .flatMap((axe) => (quoi === 'axe' ? [axe] : axe.orientations))
        .find((un) => un.id === id)
      if (!donnees || !niveau) return services.introuvable(requete, reponse, cet)
      const page = pageRenommer({ quoi, niveau, programmeId: donnees.id, ...etat })
      return services.page(requete, reponse, cadre, page)
    }
    app.get<AdresseId>(
      `/programme/${quoi}s/:id`,
      {
        config: {
          droit,
          exemple: async (tx) => {
            const un = await tx.selectFrom(quoi).select('id').executeTakeFirst()
            return un ? `/programme/${quoi}s/${un.id}` : null
          },
        },
      },
      (requete, reponse) => afficher(requete, reponse, requete.params.id),
    )
    app.post<AdresseId>(`/programme/${quoi}s/:id`, { config: { droit } }, async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireNiveau, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { code, titre, version: vue } = lu.valeurs
      const issue = await renommerNiveau(
        base,
        acteurDe(requete),
        quoi,
        id,
        vue,
        { code, titre },
        requete.maintenant,
      )
      if (!issue.ok)
        return issue.refus.code === 'introuvable'
          ? services.introuvable(requete, reponse, cet)
          : afficher(requete, reponse, id, retour(issue.refus, saisies))
      services.annoncer(reponse, quoi === 'axe' ? 'Axe renommé.' : 'Orientation renommée.')
      return versPage(reponse, `/programme/structure?programme=${issue.valeur.programmeId}`)
    })
  }
}

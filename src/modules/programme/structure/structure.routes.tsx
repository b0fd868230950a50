import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import {
  CHAMPS,
  FormulaireAxe,
  FormulaireOrientation,
  FormulaireProgramme,
  FormulaireReprise,
  PHRASES_DE_STRUCTURE,
} from './formulaires.ts'
import { findProgramme, listAReprendre, listTracesDeStructure } from './programmes.queries.ts'
import { reprendreActions } from './reprendre.ts'
import { type FormulaireDeStructure, pageStructure } from './structure.page.tsx'
import { ajouterNiveau, creerProgramme, type RefusStructure } from './structurer.ts'

/** The coordination opens the programme and draws its axes and orientations. */
export function structureRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire & { readonly formulaire?: FormulaireDeStructure } = {},
  ) => {
    const jour = jourDe(requete.maintenant)
    const voulu = saisie((requete.body ?? requete.query) as Saisies, 'programme')
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const programme = await findProgramme(tx, jour, voulu && estId(voulu) ? voulu : undefined)
      return {
        programme,
        aReprendre: programme ? await listAReprendre(tx, programme) : [],
        traces: programme ? await listTracesDeStructure(tx, programme.id) : [],
      }
    })
    if (voulu && !donnees.programme) return services.introuvable(requete, reponse, 'Ce programme')
    return services.page(
      requete,
      reponse,
      cadre,
      pageStructure({
        ...donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        jour,
        ...etat,
      }),
    )
  }
  app.get(
    '/programme/structure',
    { config: { droit: cadreLeProgramme, exemple: '/programme/structure' } },
    (requete, reponse) => afficher(requete, reponse),
  )

  const repondre = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    formulaire: FormulaireDeStructure,
    issue: { readonly ok: true } | { readonly ok: false; readonly refus: RefusStructure },
    annonce: string,
    programmeId: string | null,
  ) => {
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/programme/structure${programmeId ? `?programme=${programmeId}` : ''}`)
    }
    const saisies = requete.body as Saisies
    const { code } = issue.refus
    const champ = CHAMPS[code]
    return champ && formulaire !== 'reprise'
      ? afficher(requete, reponse, {
          formulaire,
          saisies,
          fautes: [{ champ, message: PHRASES_DE_STRUCTURE[code] }],
          statut: 422,
        })
      : afficher(requete, reponse, {
          formulaire,
          saisies,
          alerte: PHRASES_DE_STRUCTURE[code],
          statut: code === 'interdit' ? 403 : 409,
        })
  }
  app.post('/programme/structure', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireProgramme, requete.body)
    const formulaire = 'programme' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const { cle: envoi, ...programme } = lu.valeurs
    const issue = await creerProgramme(base, acteurDe(requete), programme, envoi, requete.maintenant)
    return repondre(
      requete,
      reponse,
      formulaire,
      issue,
      'Programme ouvert. Ajoutez ses axes.',
      issue.ok ? issue.valeur.id : null,
    )
  })
  app.post('/programme/axes', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireAxe, requete.body)
    const formulaire = 'axe' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const { cle: envoi, programme, ...axe } = lu.valeurs
    const programmeId =
      programme ??
      (await base.enTantQue(acteurDe(requete), (tx) => findProgramme(tx, jourDe(requete.maintenant))))?.id
    const issue = programmeId
      ? await ajouterNiveau(base, acteurDe(requete), { programmeId }, axe, envoi, requete.maintenant)
      : { ok: false as const, refus: { code: 'introuvable' as const } }
    return repondre(requete, reponse, formulaire, issue, 'Axe ajouté.', programmeId ?? null)
  })
  app.post('/programme/orientations', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireOrientation, requete.body)
    const formulaire = 'orientation' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const { cle: envoi, axe, programme, ...orientation } = lu.valeurs
    const issue = await ajouterNiveau(
      base,
      acteurDe(requete),
      { axeId: axe },
      orientation,
      envoi,
      requete.maintenant,
    )
    return repondre(requete, reponse, formulaire, issue, 'Orientation ajoutée.', programme)
  })
  app.post('/programme/reprises', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireReprise, requete.body)
    const voulues = choisies(saisies, 'action').filter(estId)
    const formulaire = 'reprise' as const
    if (!lu.ok || voulues.length === 0)
      return afficher(requete, reponse, {
        formulaire,
        fautes: [{ champ: 'action', message: 'Cochez les actions à reprendre.' }],
        saisies,
        statut: 422,
      })
    const { programme, cle: envoi } = lu.valeurs
    const issue = await reprendreActions(
      base,
      acteurDe(requete),
      programme,
      voulues,
      envoi,
      requete.maintenant,
    )
    const annonce = issue.ok
      ? `${compte(issue.valeur.reprises, 'action')} dans le programme, avec leur histoire.`
      : ''
    return repondre(requete, reponse, formulaire, issue, annonce, programme)
  })
}

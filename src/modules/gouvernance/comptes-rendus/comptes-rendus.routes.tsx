import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { findRegistre } from '../conduite/presences/registre.queries.ts'
import { listDecisions, listMembres } from '../decisions/decisions.queries.ts'
import { litLaGouvernance, tientLesSeances } from '../domain/droits.ts'
import type { StatutSeance } from '../domain/seance.ts'
import { uneSeance } from '../seances/exemples.ts'
import { listPoints } from '../seances/points/points.repository.ts'
import { listPieces } from '../seances/seances.queries.ts'
import { donneesDossier, donneesReleve, type MatiereDeSeance } from './donnees.ts'
import { donneesProcesVerbal } from './donnees-proces-verbal.ts'
import { pageApprouver, pageProcesVerbal } from './proces-verbal.page.tsx'
import { avancerProcesVerbal, empreinteDuTexte, type Redaction, redigerProcesVerbal } from './rediger.ts'

type Adresse = { Params: { id: string } }

/**
 * What a refused page shows again: the texts that the person changed, each with the print of the one that she read, so that sending them once more
 * judges them as before. A point out of date is shown beside what replaced it: sending it again replaces that. All the others are read anew.
 */
const aReprendre = (redactions: readonly Redaction[], perimes: readonly string[]): Saisies =>
  Object.fromEntries(
    redactions
      .filter(({ texte, empreinte }) => empreinteDuTexte(texte) !== empreinte)
      .flatMap(({ pointId, texte, empreinte }) => [
        [`texte-${pointId}`, texte],
        ...(perimes.includes(pointId) ? [] : [[`empreinte-${pointId}`, empreinte]]),
      ]),
  )

const TEXTE_MAX = 60_000

/** The points that the page of the minutes sends: `texte-` and `empreinte-` followed by the identifier of each. */
const lireRedactions = (saisies: Saisies): Redaction[] =>
  Object.keys(saisies)
    .filter((champ) => champ.startsWith('texte-'))
    .map((champ) => champ.slice('texte-'.length))
    .filter(estId)
    .map((pointId) => ({
      pointId,
      texte: saisie(saisies, `texte-${pointId}`) ?? '',
      empreinte: saisie(saisies, `empreinte-${pointId}`) ?? '',
    }))

async function lireMatiere(tx: Tx, id: string, aujourdhui: string): Promise<MatiereDeSeance | null> {
  const registre = await findRegistre(tx, id)
  return (
    registre && {
      registre,
      points: await listPoints(tx, id),
      membres: await listMembres(tx, aujourdhui),
      decisions: (await listDecisions(tx, { seanceId: id, limite: 100, decalage: 0 })).decisions,
      pieces: await listPieces(tx, id),
    }
  )
}

const CLOSES: readonly StatutSeance[] = ['close', 'pv_projet', 'pv_approuve', 'diffusee', 'archivee']

/** What a séance leaves: meeting file, relevé de décisions, procès-verbal. */
export function comptesRendusRoutes(app: FastifyInstance, services: Services): void {
  const { base, pdf } = services
  const telecharger = (reponse: FastifyReply, octets: Buffer, nom: string) =>
    reponse
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${nom}.pdf"`)
      .send(octets)

  const document = (
    chemin: string,
    statuts: readonly StatutSeance[],
    composer: (
      matiere: MatiereDeSeance,
      requete: FastifyRequest,
    ) => { modele: string; donnees: unknown; nom: string } | null,
  ) =>
    app.get<Adresse>(
      `/seances/:id/${chemin}`,
      { config: { droit: litLaGouvernance, exemple: uneSeance(statuts, `/${chemin}`) } },
      async (requete, reponse) => {
        const { id } = requete.params
        const matiere =
          estId(id) &&
          (await base.enTantQue(acteurDe(requete), (tx) => lireMatiere(tx, id, jourDe(requete.maintenant))))
        const compose = matiere && composer(matiere, requete)
        if (!matiere || !compose) return services.introuvable(requete, reponse, 'Ce document')
        const etabli = matiere.registre.closeLe ?? requete.maintenant
        return telecharger(
          reponse,
          await pdf.rendre(compose.modele, compose.donnees, etabli),
          `${compose.nom}-${jourDe(matiere.registre.debutLe)}`,
        )
      },
    )

  document('dossier.pdf', ['planifiee', 'convoquee', 'ouverte', ...CLOSES], (matiere, requete) => ({
    modele: 'dossier-seance',
    donnees: donneesDossier(matiere, requete.maintenant),
    nom: 'dossier-de-seance',
  }))
  document('releve.pdf', CLOSES, (matiere) =>
    matiere.registre.closeLe
      ? {
          modele: 'releve-decisions',
          donnees: donneesReleve(matiere, matiere.registre.closeLe),
          nom: 'releve-de-decisions',
        }
      : null,
  )
  document('proces-verbal.pdf', ['ouverte', ...CLOSES], (matiere, requete) => {
    const { registre } = matiere
    if (!registre.ouverteLe) return null
    const approuve = ['pv_approuve', 'diffusee', 'archivee'].includes(registre.statut)
    return {
      modele: 'proces-verbal',
      donnees: donneesProcesVerbal(
        matiere,
        registre.version,
        registre.closeLe ?? requete.maintenant,
        approuve,
      ),
      nom: 'proces-verbal',
    }
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: { alerte?: string; fautes?: readonly Faute[]; statut?: number; saisies?: Saisies } = {},
  ) => {
    if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      registre: await findRegistre(tx, id),
      points: await listPoints(tx, id),
    }))
    if (!donnees.registre?.ouverteLe) return services.introuvable(requete, reponse, 'Ce procès-verbal')
    return services.page(
      requete,
      reponse,
      cadre,
      pageProcesVerbal({
        registre: donnees.registre,
        points: donnees.points,
        acteur: acteurDe(requete),
        ...etat,
      }),
    )
  }
  app.get<Adresse>(
    '/seances/:id/proces-verbal',
    { config: { droit: litLaGouvernance, exemple: uneSeance(['ouverte', ...CLOSES], '/proces-verbal') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/seances/:id/proces-verbal',
    // Seven points of 60,000 accented characters, as a form sends them.
    { config: { droit: tientLesSeances }, bodyLimit: 8_000_000 },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const redactions = lireRedactions(saisies)
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
      const trop = redactions.filter(({ texte }) => texte.length > TEXTE_MAX)
      if (trop.length > 0)
        return afficher(requete, reponse, id, {
          fautes: trop.map(({ pointId }) => ({
            champ: `texte-${pointId}`,
            message:
              'Le compte rendu d’un point tient en 60 000 caractères : résumez, ou joignez un document au point.',
          })),
          saisies: aReprendre(redactions, []),
          statut: 422,
        })
      const issue = await redigerProcesVerbal(base, acteurDe(requete), id, redactions, requete.maintenant)
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette séance')
        return afficher(requete, reponse, id, {
          alerte: {
            'pv-fige': 'Le procès-verbal est approuvé : il ne change plus.',
            interdit: 'Le procès-verbal est tenu par la coordination.',
          }[issue.refus.code],
          saisies: aReprendre(redactions, []),
          statut: 409,
        })
      }
      const { ecrits, perimes } = issue.valeur
      const enregistres = compte(ecrits.length, 'point enregistré', 'points enregistrés')
      if (perimes.length > 0)
        return afficher(requete, reponse, id, {
          fautes: perimes.map((pointId) => ({ champ: `texte-${pointId}`, message: PAGE_PERIMEE })),
          ...(ecrits.length > 0 && { alerte: `${enregistres}. Les autres attendent votre relecture.` }),
          saisies: aReprendre(
            redactions.filter(({ pointId }) => !ecrits.includes(pointId)),
            perimes,
          ),
          statut: 409,
        })
      services.annoncer(reponse, ecrits.length > 0 ? `${enregistres}.` : 'Rien n’avait changé.')
      return versPage(reponse, `/seances/${id}/proces-verbal`)
    },
  )
  app.get<Adresse>(
    '/seances/:id/proces-verbal/approuver',
    {
      config: {
        droit: tientLesSeances,
        exemple: uneSeance(['pv_projet'], '/proces-verbal/approuver'),
      },
    },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = estId(id) ? await services.lire(requete, (tx) => findRegistre(tx, id)) : null
      if (!lu?.donnees) return services.introuvable(requete, reponse, 'Cette séance')
      if (lu.donnees.statut !== 'pv_projet') return versPage(reponse, `/seances/${id}/proces-verbal`)
      return services.page(requete, reponse, lu.cadre, pageApprouver(lu.donnees))
    },
  )
  for (const [chemin, geste] of [
    ['etablir', 'rediger_pv'],
    ['approuver', 'approuver_pv'],
    ['diffuser', 'diffuser'],
  ] as const) {
    app.post<Adresse>(
      `/seances/:id/proces-verbal/${chemin}`,
      { config: { droit: tientLesSeances } },
      async (requete, reponse) => {
        const { id } = requete.params
        if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
        const issue = await avancerProcesVerbal(
          base,
          services,
          acteurDe(requete),
          id,
          geste,
          requete.maintenant,
        )
        if (issue.ok) {
          services.annoncer(
            reponse,
            {
              rediger_pv: 'Projet de procès-verbal établi. Complétez les échanges, puis approuvez-le.',
              approuver_pv: 'Procès-verbal approuvé : il ne change plus.',
              diffuser: 'Procès-verbal diffusé : chaque membre reçoit son adresse par courriel.',
            }[geste],
          )
          return versPage(reponse, `/seances/${id}/proces-verbal`)
        }
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette séance')
        return afficher(requete, reponse, id, {
          alerte:
            'Cette étape n’est pas possible maintenant : rechargez la page pour voir où en est le procès-verbal.',
          statut: 409,
        })
      },
    )
  }
}

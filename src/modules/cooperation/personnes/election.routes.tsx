import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inscrireCompte } from '#platform/comptes/inscrire.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { acte, courriel, jour, nomDePersonne } from '../champs.ts'
import type { Succession } from '../domain/mandats.ts'
import { pageElection, pageHistorique } from './election.page.tsx'
import { listMandatsPasses, listPersonnes } from './personnes.queries.ts'
import { enregistrerElection } from './personnes.ts'
import { PHRASES_MANDAT, statutDe } from './phrases.ts'

const FormulaireElection = z.object({ du: jour(), acte })

/** After an election: every mandate of a member at once. */
export function electionRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: RetourDeFormulaire = {}) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, (tx) =>
      listPersonnes(tx, jourDe(requete.maintenant)),
    )
    const miens = donnees.find(({ organismeId }) => organismeId === acteur.organismeId)?.mandats ?? []
    return services.page(
      requete,
      reponse,
      cadre,
      pageElection({ mandats: miens.filter(({ au }) => au === null), acteur, ...etat }),
    )
  }
  app.get(
    '/mandats/election',
    { config: { droit: engageSonOrganisme, exemple: '/mandats/election' } },
    (requete, reponse) => afficher(requete, reponse),
  )
  app.post('/mandats/election', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(FormulaireElection, saisies)
    const lues = lireSuccessions(saisies)
    const fautes = [...(lu.ok ? [] : lu.fautes), ...lues.fautes]
    if (!lu.ok || fautes.length > 0) return afficher(requete, reponse, { fautes, saisies, statut: 422 })
    const issue = await enregistrerElection(
      base,
      services,
      acteurDe(requete),
      lues.successions,
      lu.valeurs.du,
      lu.valeurs.acte,
      requete.maintenant,
    )
    if (!issue.ok)
      return afficher(requete, reponse, {
        alerte: PHRASES_MANDAT[issue.refus.code]!,
        saisies,
        statut: statutDe(issue.refus.code),
      })
    const { nouveaux } = issue.valeur
    for (const nouveau of nouveaux) await inscrireCompte(services.comptes, nouveau.courriel, nouveau.nom)
    services.annoncer(
      reponse,
      `${compte(nouveaux.length, 'mandat renouvelé', 'mandats renouvelés')} : chaque personne reçoit une invitation.`,
    )
    return versPage(reponse, '/personnes')
  })
  app.get(
    '/mandats/historique',
    { config: { droit: engageSonOrganisme, exemple: '/mandats/historique' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, (tx) =>
        listMandatsPasses(tx, acteur.organismeId, jourDe(requete.maintenant)),
      )
      return services.page(requete, reponse, cadre, pageHistorique(donnees, acteur))
    },
  )
}

/** One line per mandate of the form: left empty, the mandate goes on. */
function lireSuccessions(saisies: Saisies): {
  readonly successions: readonly Succession[]
  readonly fautes: readonly Faute[]
} {
  const successions: Succession[] = []
  const fautes: Faute[] = []
  for (const champ of Object.keys(saisies).filter((nom) => nom.startsWith('nom-'))) {
    const mandatId = champ.slice(4)
    const brut = {
      nom: saisie(saisies, champ) ?? '',
      courriel: saisie(saisies, `courriel-${mandatId}`) ?? '',
    }
    if (brut.nom.trim() === '' && brut.courriel.trim() === '') continue
    const lu = lireFormulaire(z.object({ nom: nomDePersonne, courriel }), brut)
    if (lu.ok) successions.push({ mandatId, ...lu.valeurs })
    else
      fautes.push(
        ...lu.fautes.map((faute) => ({ champ: `${faute.champ}-${mandatId}`, message: faute.message })),
      )
  }
  return { successions, fautes }
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inscrireCompte } from '#platform/comptes/inscrire.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau, engageSonOrganisme } from '#shared/acteur.ts'
import { ajouterJours, jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { LIBELLES_FONCTION, type Succession } from '../domain/mandats.ts'
import { pageElection, pagePersonnes } from './personnes.page.tsx'
import {
  couvrirAbsence,
  enregistrerElection,
  inviterPersonne,
  listMandats,
  terminerMandat,
} from './personnes.ts'

const jour = (message: string) =>
  z.string(message).transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message })
    return lu ?? ''
  })
const nom = z
  .string('Indiquez un nom ou une fonction.')
  .trim()
  .min(2, 'Indiquez un nom ou une fonction.')
  .max(160, 'Le nom tient en 160 caractères.')
const courriel = z
  .string('Indiquez une adresse.')
  .trim()
  .toLowerCase()
  .pipe(z.email('Indiquez une adresse complète, comme nom@cdg.fr.'))
const UN_JOUR = 'Indiquez un jour qui existe, comme 01/04/2027.'

const { exploitation: _exploitation, ...FONCTIONS } = LIBELLES_FONCTION
const FormulaireInvitation = z.object({
  nom,
  courriel,
  fonction: z.enum(Object.keys(FONCTIONS) as [keyof typeof FONCTIONS], 'Choisissez la fonction.'),
  du: jour(UN_JOUR),
  acte: z.string().trim().max(200).default(''),
  cle: z.string().refine(estId).optional(),
})
const FormulaireAbsence = z.object({
  mandat: z.string('Choisissez qui est absent.'),
  nom,
  courriel,
  du: jour(UN_JOUR),
  au: jour(UN_JOUR),
  motif: z.string().trim().max(500).default(''),
})
const FormulaireElection = z.object({ du: jour(UN_JOUR), acte: z.string().trim().max(200).default('') })

const PHRASES: Readonly<Record<string, string>> = {
  interdit: 'Les mandats d’une structure sont tenus par ses propres personnes.',
  'fonction-deja-tenue':
    'Cette fonction est déjà tenue. Terminez d’abord le mandat en cours, ou utilisez « Après une élection ».',
  'dates-en-desordre': 'Les dates se contredisent : la fin vient avant le début.',
  'dernier-responsable':
    'Votre structure doit garder une personne qui puisse agir pour elle : donnez d’abord une autre présidence, direction ou coordination.',
  'aucun-changement': 'Indiquez au moins un nom et une adresse.',
  'se-remplace-soi-meme': 'Une personne ne se remplace pas elle-même : indiquez une autre adresse.',
}

type Etat = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  readonly formulaire?: 'inviter' | 'absence'
}

/** Who acts for whom: every member reads, each manages its own people. */
export function personnesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const lire = (requete: FastifyRequest) =>
    services.lire(requete, (tx) => listMandats(tx, jourDe(requete.maintenant)))
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: Etat = {}) => {
    const { cadre, donnees } = await lire(requete)
    return services.page(
      requete,
      reponse,
      cadre,
      pagePersonnes({
        mandats: donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        fonctions: FONCTIONS,
        ...etat,
      }),
    )
  }
  /** The person receives an account and a message that tells where to sign in. */
  const accueillir = async (
    requete: FastifyRequest,
    personnes: readonly { nom: string; courriel: string }[],
  ) => {
    const { cooperation, libelle } = acteurDe(requete)
    for (const personne of personnes) {
      await inscrireCompte(services.comptes, personne.courriel, personne.nom)
      await services.courriel.envoyerSeul({
        a: personne.courriel,
        objet: `${cooperation} : votre accès à Maillage`,
        texte: `Bonjour,\n\n${libelle} vous a donné une fonction dans « ${cooperation} ».\n\nPour entrer, ouvrez cette page et demandez un lien avec l’adresse qui a reçu ce message :\n${services.adresse}/connexion\n`,
      })
    }
  }
  const statutDe = (code: string) => (code === 'interdit' ? 403 : 409)

  app.get('/personnes', { config: { droit: duReseau, exemple: '/personnes' } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post('/personnes', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireInvitation, requete.body)
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422, formulaire: 'inviter' })
    const { cle, ...demande } = lu.valeurs
    const issue = await inviterPersonne(base, acteurDe(requete), demande, cle, requete.maintenant)
    if (!issue.ok)
      return afficher(requete, reponse, {
        alerte: PHRASES[issue.refus.code],
        saisies,
        statut: statutDe(issue.refus.code),
        formulaire: 'inviter',
      })
    await accueillir(requete, [demande])
    services.annoncer(reponse, `Fonction enregistrée. Un message part à ${demande.courriel}.`)
    return versPage(reponse, '/personnes')
  })
  app.post<{ Params: { id: string } }>(
    '/mandats/:id/terminer',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = estId(id)
        ? await terminerMandat(
            base,
            acteurDe(requete),
            id,
            ajouterJours(jourDe(requete.maintenant), -1),
            requete.maintenant,
          )
        : null
      if (!issue || (!issue.ok && issue.refus.code === 'introuvable'))
        return services.introuvable(requete, reponse, 'Ce mandat')
      if (!issue.ok)
        return afficher(requete, reponse, {
          alerte: PHRASES[issue.refus.code],
          statut: statutDe(issue.refus.code),
        })
      services.annoncer(reponse, 'Mandat terminé : ses droits ont pris fin. Il reste dans l’historique.')
      return versPage(reponse, '/personnes')
    },
  )
  app.post('/remplacements', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireAbsence, requete.body)
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422, formulaire: 'absence' })
    const { mandat, ...absence } = lu.valeurs
    const issue = await couvrirAbsence(
      base,
      acteurDe(requete),
      { mandatId: mandat, ...absence },
      requete.maintenant,
    )
    if (!issue.ok) {
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce mandat')
      return afficher(requete, reponse, {
        alerte: PHRASES[issue.refus.code],
        saisies,
        statut: statutDe(issue.refus.code),
        formulaire: 'absence',
      })
    }
    await accueillir(requete, [absence])
    services.annoncer(reponse, 'Absence couverte : le remplacement prendra fin de lui-même.')
    return versPage(reponse, '/personnes')
  })

  const afficherElection = async (requete: FastifyRequest, reponse: FastifyReply, etat: Etat = {}) => {
    const { cadre, donnees } = await lire(requete)
    const acteur = acteurDe(requete)
    return services.page(
      requete,
      reponse,
      cadre,
      pageElection({
        mandats: donnees.filter(({ organismeId, au }) => organismeId === acteur.organismeId && au === null),
        acteur,
        ...etat,
      }),
    )
  }
  app.get(
    '/mandats/election',
    { config: { droit: engageSonOrganisme, exemple: '/mandats/election' } },
    (requete, reponse) => afficherElection(requete, reponse),
  )
  app.post('/mandats/election', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(FormulaireElection, saisies)
    const lues = lireSuccessions(saisies)
    const fautes = [...(lu.ok ? [] : lu.fautes), ...lues.fautes]
    if (!lu.ok || fautes.length > 0)
      return afficherElection(requete, reponse, { fautes, saisies, statut: 422 })
    const issue = await enregistrerElection(
      base,
      acteurDe(requete),
      lues.successions,
      lu.valeurs.du,
      lu.valeurs.acte,
      requete.maintenant,
    )
    if (!issue.ok)
      return afficherElection(requete, reponse, {
        alerte: PHRASES[issue.refus.code],
        saisies,
        statut: statutDe(issue.refus.code),
      })
    await accueillir(requete, issue.valeur.nouveaux)
    services.annoncer(reponse, `${issue.valeur.nouveaux.length} mandat(s) renouvelé(s).`)
    return versPage(reponse, '/personnes')
  })
}

/** One line per mandate of the form: left empty, the mandate goes on. */
function lireSuccessions(saisies: Saisies): {
  readonly successions: readonly Succession[]
  readonly fautes: readonly Faute[]
} {
  const successions: Succession[] = []
  const fautes: Faute[] = []
  for (const champ of Object.keys(saisies).filter((cle) => cle.startsWith('nom-'))) {
    const mandatId = champ.slice(4)
    const brut = {
      nom: saisie(saisies, champ) ?? '',
      courriel: saisie(saisies, `courriel-${mandatId}`) ?? '',
    }
    if (brut.nom.trim() === '' && brut.courriel.trim() === '') continue
    const lu = lireFormulaire(z.object({ nom, courriel }), brut)
    if (lu.ok) successions.push({ mandatId, ...lu.valeurs })
    else
      fautes.push(
        ...lu.fautes.map((faute) => ({ champ: `${faute.champ}-${mandatId}`, message: faute.message })),
      )
  }
  return { successions, fautes }
}

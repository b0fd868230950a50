import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { cle, jourDemande, jourFacultatif, texteDemande, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { ContenuDePage, Services } from '#platform/http/services.ts'
import { FORMATS, type Format } from '#platform/imports/fichiers.ts'
import { type ColonneEcrite, exporterCsv, exporterXlsx } from '#platform/tableurs/exporter.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { ouvrirLien, PERSONNE_DU_LIEN } from '../../consultation/repondre.ts'
import { MOTIFS_DISPENSE, type MotifDispense } from '../../domain/adhesion/cotisation.ts'
import { agitPourSonMembre, sertCetEmployeur } from '../../domain/droits.ts'
import { RUBRIQUE } from '../../vues.tsx'
import { unePaie, unLienDAdhesion } from '../exemples.ts'
import { type DispenseSaisie, declarerDispense, type RefusDispense } from './dispenser.ts'
import { PaieDeLEmployeur } from './paie.page.tsx'
import { lirePaie, type Paie } from './paie.queries.ts'

type Adresse = { Params: { id: string } }
type AdresseLien = { Params: { jeton: string; employeur: string } }
/** Who asks, and how rows are read in that name. */
type Demandeur = {
  readonly employeurId: string
  readonly adresse: string
  readonly porte: 'lien' | 'centre'
  readonly lire: <T>(travail: (tx: Tx) => Promise<T>) => Promise<T>
}

const Schema = z.object({
  matricule: texteDemande(1, 60, 'Indiquez le matricule du recensement.'),
  motif: z.enum(Object.keys(MOTIFS_DISPENSE) as [MotifDispense, ...MotifDispense[]], 'Choisissez un motif.'),
  declareeLe: jourDemande('Indiquez quel jour l’agent l’a déclaré.'),
  jusquau: jourFacultatif,
  repriseLe: jourFacultatif,
  piece: texteLibre(200),
  cle,
})

/** Payroll, budget and dispenses: for the centre that serves the employer, and for the employer through its link. */
export function paieRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services

  const parCentre = async (requete: FastifyRequest): Promise<Demandeur> => {
    const { id } = requete.params as Adresse['Params']
    return {
      employeurId: id,
      adresse: `/achats/employeurs/${id}/adhesion/paie`,
      porte: 'centre',
      lire: (travail) => base.enTantQue(acteurDe(requete), travail),
    }
  }
  /** What the link opens; null once the usual page is sent. */
  const parLien = async (requete: FastifyRequest): Promise<Demandeur | null> => {
    const { jeton, employeur } = requete.params as AdresseLien['Params']
    const lien = await ouvrirLien(base, secret, jeton, requete.maintenant)
    if (typeof lien === 'string' || !lien.employeurs.some(({ id }) => id === employeur)) return null
    return {
      employeurId: employeur,
      adresse: `/achats/adherer/${jeton}/${employeur}/paie`,
      porte: 'lien',
      lire: (travail) =>
        base.enTantQueSysteme('paie d’un employeur par le lien signé', lien.cooperationId, travail),
    }
  }
  const lisible = (requete: FastifyRequest, { porte }: Demandeur, paie: Paie | null): paie is Paie =>
    paie !== null && (porte === 'lien' || sertCetEmployeur(acteurDe(requete), paie.adhesion))

  const montrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    qui: Demandeur | null,
    { statut, ...retour }: RetourDeFormulaire = {},
  ) => {
    const aujourdhui = jourDe(requete.maintenant)
    const paie =
      qui && (await qui.lire((tx) => lirePaie(tx, qui.employeurId, moisDe(requete, aujourdhui), aujourdhui)))
    if (!qui || !lisible(requete, qui, paie)) return services.introuvable(requete, reponse, 'Cette paie')
    const page: ContenuDePage = {
      titre: `Paie et budget : ${paie.adhesion.nom}`,
      h1: 'Paie et budget',
      surtitre: paie.adhesion.nom,
      rubrique: RUBRIQUE,
      ...(statut && { statut }),
      ariane: [{ libelle: `Adhésion ${deNom(paie.adhesion.nom)}`, href: qui.adresse.replace(/\/paie$/, '') }],
      chapeau: (
        <p>
          Calculés sur le recensement en vigueur, au niveau « {paie.adhesion.niveau || 'à choisir'} ». La paie
          fait foi : vérifiez les bases avec elle.
        </p>
      ),
      contenu: (
        <PaieDeLEmployeur
          paie={paie}
          adresse={qui.adresse}
          cle={nouvelId()}
          aujourdhui={aujourdhui}
          {...retour}
        />
      ),
    }
    if (qui.porte === 'lien') return services.pageSimple(requete, reponse, page)
    const { cadre } = await services.lire(requete, async () => null)
    return services.page(requete, reponse, cadre, page)
  }
  const exporter = async (requete: FastifyRequest, reponse: FastifyReply, qui: Demandeur | null) => {
    const aujourdhui = jourDe(requete.maintenant)
    const paie =
      qui && (await qui.lire((tx) => lirePaie(tx, qui.employeurId, moisDe(requete, aujourdhui), aujourdhui)))
    if (!qui || !lisible(requete, qui, paie) || !paie.lignes)
      return services.introuvable(requete, reponse, 'Ce fichier')
    const format: Format = saisie(requete.query as Saisies, 'format') === 'xlsx' ? 'xlsx' : 'csv'
    const taux = String(paie.taux! / 1000).replace('.', ',')
    const lignes = paie.lignes.map((ligne) => ({ ...ligne, taux }))
    return reponse
      .type(FORMATS[format])
      .header('content-disposition', `attachment; filename="paie-${paie.mois.slice(0, 7)}.${format}"`)
      .send(format === 'csv' ? exporterCsv(COLONNES, lignes) : await exporterXlsx(COLONNES, lignes, 'Paie'))
  }
  const declarer = async (requete: FastifyRequest, reponse: FastifyReply, qui: Demandeur | null) => {
    const revenir = (retour: RetourDeFormulaire) =>
      montrer(requete, reponse, qui, { saisies: requete.body as Saisies, ...retour })
    const aujourdhui = jourDe(requete.maintenant)
    const paie = qui && (await qui.lire((tx) => lirePaie(tx, qui.employeurId, aujourdhui, aujourdhui)))
    if (!qui || !lisible(requete, qui, paie)) return services.introuvable(requete, reponse, 'Cette paie')
    const lu = lireFormulaire(Schema, requete.body)
    if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
    const { adhesion } = paie
    const { cle: cleRecue, ...declaration } = lu.valeurs
    const issue = await qui.lire((tx) =>
      declarerDispense(
        tx,
        qui.employeurId,
        declaration satisfies DispenseSaisie,
        cleRecue,
        qui.porte === 'centre'
          ? acteurDe(requete)
          : {
              cooperationId: adhesion.cooperationId,
              organismeId: adhesion.organismeId,
              personneId: PERSONNE_DU_LIEN,
              nom: 'Lien personnel',
              libelle: adhesion.nom,
            },
        qui.porte,
        aujourdhui,
        requete.maintenant,
      ),
    )
    if (!issue.ok) {
      const { champ, message } = DIRE[issue.refus.code]
      return revenir({ fautes: [{ champ, message }], statut: 422 })
    }
    services.annoncer(reponse, 'Déclaration enregistrée : le fichier de la paie en tient compte.')
    return versPage(reponse, qui.adresse)
  }

  const droit = agitPourSonMembre
  const centre = '/achats/employeurs/:id/adhesion/paie'
  app.get<Adresse>(centre, { config: { droit, exemple: (tx) => unePaie(tx) } }, async (requete, reponse) =>
    montrer(requete, reponse, await parCentre(requete)),
  )
  app.get<Adresse>(
    `${centre}/export`,
    { config: { droit, exemple: (tx) => unePaie(tx, '/export') } },
    async (requete, reponse) => exporter(requete, reponse, await parCentre(requete)),
  )
  app.post<Adresse>(`${centre}/dispenses`, { config: { droit } }, async (requete, reponse) =>
    declarer(requete, reponse, await parCentre(requete)),
  )
  const lien = '/achats/adherer/:jeton/:employeur/paie'
  for (const [suite, servir] of [
    ['', montrer],
    ['/export', exporter],
  ] as const)
    app.get<AdresseLien>(
      `${lien}${suite}`,
      {
        config: {
          droit: ouvertATous,
          exemple: (tx) => unLienDAdhesion(tx, secret, services.maintenant(), `/paie${suite}`),
        },
      },
      async (requete, reponse) => servir(requete, reponse, await parLien(requete)),
    )
  app.post<AdresseLien>(`${lien}/dispenses`, { config: { droit: ouvertATous } }, async (requete, reponse) =>
    declarer(requete, reponse, await parLien(requete)),
  )
}

/** The month of the address, or the current one. */
const moisDe = (requete: FastifyRequest, aujourdhui: Jour): Jour => {
  const lu = saisie(requete.query as Saisies, 'mois') ?? ''
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(lu) ? `${lu}-01` : `${aujourdhui.slice(0, 7)}-01`
}

const COLONNES: readonly ColonneEcrite[] = [
  { cle: 'matricule', libelles: ['Matricule'], largeur: 18 },
  { cle: 'statut', libelles: ['Statut'] },
  { cle: 'regime', libelles: ['Régime'] },
  { cle: 'assiette', libelles: ['Base'], type: 'montant' },
  { cle: 'taux', libelles: ['Taux (%)'] },
  { cle: 'cotisation', libelles: ['Cotisation'], type: 'montant' },
  { cle: 'partEmployeur', libelles: ['Part de l’employeur'], type: 'montant' },
  { cle: 'partAgent', libelles: ['Part de l’agent'], type: 'montant' },
  { cle: 'opposableLe', libelles: ['Adhésion opposable le'], type: 'date' },
  { cle: 'observation', libelles: ['Observation'], largeur: 40 },
]

const DIRE: Readonly<Record<RefusDispense['code'], { readonly champ: string; readonly message: string }>> = {
  introuvable: { champ: '', message: 'Cet employeur n’est pas dans cet achat.' },
  'agent-inconnu': {
    champ: 'matricule',
    message: 'Ce matricule n’est pas dans le recensement en vigueur : recopiez-le du fichier de la paie.',
  },
  'piece-manquante': {
    champ: 'piece',
    message: 'Un cas de l’accord se justifie : indiquez la référence du justificatif reçu.',
  },
  futur: { champ: 'declareeLe', message: 'Ce jour n’est pas encore passé.' },
  'terme-avant': {
    champ: 'jusquau',
    message: 'La dispense finirait avant d’avoir été déclarée : corrigez l’un des deux jours.',
  },
}

import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date } from '#shared/typographie.ts'
import type { DocumentDAchat, PartieDeDocument } from '../../documents.ts'
import { PROCEDURES } from '../../domain/attente.ts'
import type { MarcheLu } from '../../marche/marche.queries.ts'
import type { OperationLue } from '../../operations/operations.queries.ts'
import { empreinteDesCles } from '../cle/empreinte.ts'
import { direInstant, direTaille } from '../mots.ts'
import type { DepotLu, PliLu } from '../plis.queries.ts'
import type { PourProcesVerbal } from './proces-verbal.queries.ts'

export type MatiereDuProcesVerbal = PourProcesVerbal & {
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly depot: DepotLu
  /** Whether who reads belongs to the member that leads: the others read no name and no content while the notes are open. */
  readonly mene: boolean
}

/** Who holds a key, beside her member: where her name says it already, it is not said twice. */
const sansLeMembre = (nom: string, membre: string): string =>
  nom.endsWith(`, ${membre}`) ? nom.slice(0, -membre.length - 2) : nom

/** A fingerprint whole, in two lines of one length. */
const entiere = (empreinte: string): string => `${empreinte.slice(0, 32)}\n${empreinte.slice(32)}`

/**
 * The record of an opening, as the commission prints and signs it: every line is read from what was written at the time, instants are those of the
 * database's clock in Paris time. Candidates are named once the bids are open: to the member that leads, to the others when the notes are closed.
 */
export function composerProcesVerbal(
  matiere: MatiereDuProcesVerbal,
  cooperation: string,
  maintenant: Date,
): DocumentDAchat {
  const { operation, marche } = matiere
  return {
    titre: 'Procès-verbal d’ouverture des plis',
    court: 'Ouverture des plis',
    sousTitre: `${operation.titre}. ${marche.reference ? `Référence ${marche.reference}` : 'Sans référence'}.`,
    cooperation,
    pied: `Établi le ${date(jourDe(maintenant))} d’après les enregistrements du dépôt${operation.fictif ? ' · données de démonstration, fictives pour partie' : ''}`,
    parties: [
      consultation(matiere),
      commission(matiere),
      recus(matiere),
      refuses(matiere),
      preuves(matiere),
      journal(matiere),
      signatures(matiere),
    ],
  }
}

const consultation = ({ operation, marche, depot, journal }: MatiereDuProcesVerbal): PartieDeDocument => ({
  titre: 'Consultation',
  texte: 'Les heures sont celles de Paris, à l’horloge du serveur, qui seule juge l’heure limite.',
  grilles: [
    {
      titre: '',
      entetes: ['Objet', 'Ce qui est enregistré'],
      largeurs: [1, 3],
      lignes: [
        ['Opération', operation.titre],
        ['Conduite par', operation.pilote],
        ['Décision', `${operation.decision.numero}, ${operation.decision.titre}`],
        ['Procédure', PROCEDURES[marche.procedure]],
        ['Référence', marche.reference || 'Sans référence'],
        ...marche.lots.map(({ numero, objet }) => [`Lot ${numero}`, objet]),
        ['Heure limite', marche.limite ? direInstant(marche.limite) : 'Non dite'],
        ['Dépôt ouvert', depot.ouvertLe ? direInstant(depot.ouvertLe) : 'Non ouvert'],
        ['Plis ouverts', marche.ouvertLe ? direInstant(marche.ouvertLe) : 'Non ouverts'],
        ['Journal', direReferences(journal)],
      ],
    },
  ],
})

/** First and last links of the chain that hold this deposit, and how many lines wait for theirs. */
function direReferences(journal: MatiereDuProcesVerbal['journal']): string {
  const maillons = journal.flatMap(({ maillon }) => maillon ?? [])
  const attente = journal.length - maillons.length
  const chaines = maillons.length === 0 ? '' : `maillons ${Math.min(...maillons)} à ${Math.max(...maillons)}`
  const restent = attente === 0 ? '' : `${compte(attente, 'ligne')} en attente de maillon`
  return `${compte(journal.length, 'ligne')} : ${[chaines, restent].filter(Boolean).join(' ; ')}`
}

const commission = ({ cles, depot }: MatiereDuProcesVerbal): PartieDeDocument => {
  const donnees = cles.filter(({ donneeLe }) => donneeLe).length
  return {
    titre: 'Commission',
    texte: `${compte(cles.length, 'membre a gardé une clé', 'membres ont gardé une clé')} ; deux clés de deux membres différents ouvrent les plis. ${
      donnees === 0
        ? 'Aucune n’a été donnée.'
        : `${compte(donnees, 'clé a été donnée', 'clés ont été données')}.`
    }\nEmpreinte des clés : ${empreinteDesCles(depot.cles)}`,
    grilles: [
      {
        titre: '',
        entetes: ['Membre', 'Qui', 'Clé créée', 'Clé donnée pour ouvrir'],
        largeurs: [1, 1.4, 1.6, 1.6],
        lignes: cles.map(({ membre, nom, creeeLe, donneeLe }) => [
          membre,
          sansLeMembre(nom, membre),
          direInstant(creeeLe),
          donneeLe ? direInstant(donneeLe) : 'Non donnée',
        ]),
      },
    ],
  }
}

/** How a candidate is called before who reads: by her name, or by nothing that names her. */
const nomDe = ({ candidats }: MatiereDuProcesVerbal, id: string): string => {
  const candidat = candidats.find((c) => c.id === id)
  return candidat ? `${candidat.nom}, SIRET ${candidat.siret}` : 'Non nommé'
}

const issueDe = ({ lots, mene, marche }: MatiereDuProcesVerbal, pli: PliLu): string => {
  if (pli.remplaceLe)
    return `Remplacé le ${direInstant(pli.remplaceLe)} par son auteur : gardé, sans être ouvert`
  if (!pli.ouvertLe) return `Resté fermé. ${pli.avis}`.trim()
  const entres = lots[pli.id] ?? []
  const lisible = mene || marche.notesClosesLe
  return [
    `Ouvert le ${direInstant(pli.ouvertLe)}`,
    entres.length === 0 ? 'aucune offre lue' : `lot ${entres.join(', ')}`,
    ...(pli.avis ? [lisible ? pli.avis : 'à relire'] : []),
  ].join(' ; ')
}

const recus = (matiere: MatiereDuProcesVerbal): PartieDeDocument => {
  const { plis } = matiere.depot
  const remplaces = plis.filter(({ remplaceLe }) => remplaceLe).length
  const ouverts = plis.filter(({ ouvertLe }) => ouvertLe).length
  const fermes = plis.length - remplaces - ouverts
  return {
    titre: 'Plis reçus dans le délai',
    texte:
      plis.length === 0
        ? 'Aucun pli n’a été reçu.'
        : [
            `${compte(plis.length, 'pli reçu', 'plis reçus')} : ${compte(ouverts, 'ouvert')}, ${compte(fermes, 'resté fermé', 'restés fermés')}, ${compte(remplaces, 'remplacé')}.`,
            ...(matiere.candidats.length === 0
              ? [
                  `Les candidats ne sont pas nommés ici tant que les notes sont ouvertes ; l’exemplaire ${deNom(matiere.operation.pilote)} les nomme.`,
                ]
              : []),
          ].join('\n'),
    grilles:
      plis.length === 0
        ? []
        : [
            {
              titre: '',
              entetes: ['Pli', 'Candidat', 'Reçu le', 'Taille', 'Ce qui en a été fait'],
              largeurs: [0.5, 1.8, 1.3, 0.7, 2.2],
              lignes: plis.map((pli) => [
                `N°\u00a0${pli.numero}`,
                nomDe(matiere, pli.candidatId),
                direInstant(pli.recuLe),
                direTaille(pli.taille),
                issueDe(matiere, pli),
              ]),
            },
          ],
  }
}

const refuses = (matiere: MatiereDuProcesVerbal): PartieDeDocument => {
  const { refus } = matiere.depot
  return {
    titre: 'Plis refusés',
    texte:
      refus.length === 0
        ? 'Aucun pli n’a été refusé.'
        : `${compte(refus.length, 'pli refusé', 'plis refusés')}. Leurs octets ne sont pas gardés ; taille et empreinte prouvent ce qui est arrivé.`,
    grilles:
      refus.length === 0
        ? []
        : [
            {
              titre: '',
              entetes: ['Arrivé le', 'Candidat', 'Taille', 'Motif'],
              largeurs: [1.3, 1.8, 0.7, 2],
              lignes: refus.map((r) => [
                direInstant(r.refuseLe),
                nomDe(matiere, r.candidatId),
                direTaille(r.taille),
                r.arriveLe
                  ? `Arrivé à l’heure, le ${direInstant(r.arriveLe)}, non enregistré à cause d’une panne ; revenu l’ouverture commencée`
                  : `Hors délai : la limite était le ${direInstant(r.limite)}`,
              ]),
            },
          ],
  }
}

const preuves = (matiere: MatiereDuProcesVerbal): PartieDeDocument => {
  const { plis, refus } = matiere.depot
  const lisible = matiere.mene || matiere.marche.notesClosesLe
  const lignes = [
    ...plis.flatMap((pli) => [
      [`Pli n°\u00a0${pli.numero} tel que reçu, ${direTaille(pli.taille)}`, entiere(pli.empreinte)],
      ...(lisible
        ? pli.fichiers.map((f) => [
            `Pli n°\u00a0${pli.numero}, ${f.nom}, ${direTaille(f.taille)}`,
            entiere(f.sha256),
          ])
        : []),
    ]),
    ...refus.map((r) => [`Pli refusé, arrivé le ${direInstant(r.refuseLe)}`, entiere(r.empreinte)]),
  ]
  return {
    titre: 'Empreintes',
    texte:
      lignes.length === 0
        ? 'Rien n’est arrivé : il n’y a pas d’empreinte.'
        : 'SHA-256 de ce qui est arrivé scellé, puis de chaque pièce une fois le pli ouvert. Les candidats ont la première sur leur accusé.',
    grilles:
      lignes.length === 0
        ? []
        : [{ titre: '', entetes: ['Ce qui est arrivé', 'Empreinte'], largeurs: [1.4, 1.6], lignes }],
  }
}

const journal = ({ journal: lignes }: MatiereDuProcesVerbal): PartieDeDocument => ({
  titre: 'Journal',
  texte:
    'Lignes du journal de la coopération sur ce dépôt, dans leur ordre. Chacune s’enchaîne à la précédente par son empreinte ; un maillon se retrouve à la page Journal.',
  grilles: [
    {
      titre: '',
      entetes: ['Quand', 'Maillon', 'Qui', 'Quoi'],
      largeurs: [1.3, 0.8, 1.4, 3],
      lignes: lignes.map(({ maillon, survenuLe, acteur, resume }) => [
        direInstant(survenuLe),
        maillon === null ? 'en attente' : String(maillon),
        acteur,
        // A fingerprint is whole above; here its beginning names it, and the line stays readable.
        resume.replaceAll(/\b([0-9a-f]{16})[0-9a-f]{48}\b/g, '$1…'),
      ]),
    },
  ],
})

/** Lines left blank, to be filled by hand. */
const BLANC = Array.from({ length: 4 }, () => '\u00a0').join('\n')

/** Who gave her key signs, in the order of the keys; what the commission observes is written by hand. */
const signatures = ({ cles }: MatiereDuProcesVerbal): PartieDeDocument => {
  const signataires = cles.filter(({ donneeLe }) => donneeLe)
  return {
    titre: 'Observations et signatures',
    texte: '',
    grilles: [
      {
        titre: '',
        entetes: ['Objet', 'Écrit à la main'],
        largeurs: [1, 3],
        lignes: [['Observations de la commission', BLANC]],
      },
      ...(signataires.length === 0
        ? []
        : [
            {
              titre: '',
              entetes: ['Membre', 'Qui', 'Signature'],
              largeurs: [1, 1.4, 2],
              lignes: signataires.map(({ membre, nom }) => [membre, sansLeMembre(nom, membre), BLANC]),
            },
          ]),
    ],
  }
}

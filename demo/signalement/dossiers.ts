// The cases of the demonstration (fictif), played by their authors and by the members of the cells.
import { depuisTexte } from '@maillage/coffre'
import { type Brut, lireSignalement } from '../../src/signalement/domain/depot.ts'
import { echeanceDe } from '../../src/signalement/domain/echeances.ts'
import { envoyer, revenir } from '../../src/signalement/protocole/auteur.ts'
import { peiner } from '../../src/signalement/protocole/effort.ts'
import {
  agir,
  ouvrirSession,
  prendreDossier,
  type SessionMembre,
} from '../../src/signalement/protocole/membre.ts'
import { empreinteDuDepot, scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import {
  chargerCellule,
  demander,
  envoyerDepot,
  type Transport,
} from '../../src/signalement/protocole/serveur.ts'
import { MEMBRES } from './cellules.ts'

type Joue = Readonly<{ titre: string; mots: string }>

const CAS: readonly Readonly<{ titre: string; organisme: string; brut: Brut }>[] = [
  {
    titre: 'Propos humiliants répétés, autrice confidentielle',
    organisme: 'cdg-62',
    brut: {
      employeur: ['hautmare'],
      qualite: ['victime'],
      identite: ['confidentiel'],
      nom: ['Personne fictive'],
      telephone: ['00 00 00 00 00'],
      nature: ['harcelement_moral'],
      recit: [
        '(Fictif.) Depuis le printemps, mon responsable me reprend devant les autres à chaque réunion et retire mes dossiers sans explication.',
      ],
      attentes: ['ecoute', 'conseil'],
      accords: ['recontact'],
    },
  },
  {
    titre: 'Témoin de menaces, anonyme',
    organisme: 'cdg-60',
    brut: {
      qualite: ['temoin_direct'],
      identite: ['anonyme'],
      nature: ['menace', 'violence_verbale'],
      recit: [
        '(Fictif.) Un collègue a été menacé au dépôt devant trois d’entre nous, un lundi matin de novembre. Il n’ose pas en parler.',
      ],
      danger: ['nsp'],
      accords: ['faits_sans_identite'],
    },
  },
  {
    titre: 'Refus de formation après un congé, dans le Nord',
    organisme: 'cdg-59',
    brut: {
      employeur: ['trois-rives'],
      qualite: ['victime'],
      identite: ['nominatif'],
      nom: ['Autre personne fictive'],
      nature: ['discrimination'],
      critere: ['grossesse'],
      recit: [
        '(Fictif.) À mon retour de congé de maternité, mes trois demandes de formation ont été refusées, celles de mes collègues acceptées.',
      ],
      accords: ['faits_avec_identite', 'recontact'],
    },
  },
]

/** Deposits, acknowledges, answers: what the desk shows on the first day. Returns the words of each author. */
export async function deposerDossiers(transport: Transport, hote: string, jour: string): Promise<Joue[]> {
  const joues: Joue[] = []
  const numeros: string[] = []
  for (const { titre, organisme, brut } of CAS) {
    const { cellule } = await chargerCellule(transport, organisme, jour)
    const lu = lireSignalement(brut, cellule.politique)
    if (!lu.ok) throw new Error(`Démonstration : ${lu.refus.map(({ message }) => message).join(' ')}`)
    const { depot, mots } = await scellerDepot(cellule, lu.valeur, [], jour, 'ligne')
    await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinteDuDepot(depot, depuisTexte)))
    joues.push({ titre, mots: mots.join(' ') })
    numeros.push(depot.dossier)
  }
  const referente = await session(transport, 'referente', jour)
  const second = await prendreDossier(referente, 'cdg-60', numeros[1]!)
  await agir(second, {
    action: 'accuser',
    vers: 'ACCUSE',
    echeances: [
      { code: 'AR', jour: echeanceDe('AR_7JO', jour), fait: true },
      { code: 'RETOUR', jour: echeanceDe('RETOUR_3M', jour), fait: false },
    ],
    ecrits: [
      { volet: 'N', corps: { genre: 'geste', geste: 'accuser', note: 'Reçu.' } },
      {
        volet: 'E',
        corps: {
          genre: 'message',
          texte:
            '(Fictif.) Nous avons bien reçu votre message et nous le prenons au sérieux. Savez-vous si la personne menacée accepterait de nous parler ?',
        },
      },
    ],
  })
  const retour = await revenir(transport, joues[1]!.mots, hote, jour)
  await envoyer(retour, 'ecrire', [
    { volet: 'E', corps: { genre: 'message', texte: '(Fictif.) Je lui ai parlé, elle préfère attendre.' } },
  ])
  await compterFictif(transport, referente, jour)
  return joues
}

function session(transport: Transport, id: string, jour: string): Promise<SessionMembre> {
  return ouvrirSession(transport, id, MEMBRES.find((m) => m.id === id)!.phrase, jour)
}

/** Records of closure (fictif), so that the published figures show both what is published and what is hidden. */
async function compterFictif(transport: Transport, { jeton }: SessionMembre, jour: string): Promise<void> {
  const natures = [
    'harcelement_moral',
    'harcelement_moral',
    'harcelement_moral',
    'harcelement_moral',
    'harcelement_moral',
    'harcelement_moral',
    'violence_verbale',
    'violence_verbale',
    'violence_verbale',
    'violence_verbale',
    'violence_verbale',
    'discrimination',
    'discrimination',
  ]
  for (const nature of natures)
    await demander(transport, '/v1/bureau/cdg-62/statistiques', {
      methode: 'POST',
      jeton,
      corps: {
        annee: Number(jour.slice(0, 4)),
        organisme: 'cdg-62',
        strate: '50 à 99 agents',
        qualite: 'victime',
        nature,
        canal: 'autre',
        identite: 'confidentiel',
        recevable: 'oui',
        enquete: 'non',
        issue: nature === 'discrimination' ? 'non_etabli' : 'fonde',
        mesures: 'non',
        delaiAR: 'tenu',
        delaiRetour: 'tenu',
      },
    })
}

// Draws every key of an organisation, offline: roots, quorum cards, keystores with their sheets, and the signed version of the directory.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Annuaire,
  alea,
  type CleSignature,
  cleSignature,
  destinataireDe,
  empreinteAnnuaire,
  lireCanonique,
  motsDe,
  nouvelleIdentite,
  publierAnnuaire,
  signerAnnuaire,
} from '@maillage/coffre'
import { partager } from '@maillage/coffre/sequestre'
import { creerTrousseau, destinataireSecours } from '@maillage/coffre/trousseau'
import { z } from 'zod'
import { ajouterJours } from '../../src/shared/dates.ts'
import { ROLES } from '../../src/signalement/domain/acces.ts'
import { STRATES, TRANSMISSIONS } from '../../src/signalement/domain/politique.ts'

const jour = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const id = z.string().regex(/^[a-z0-9-]{2,60}$/)
/** What people decide before the ceremony; nothing secret. */
const Description = z
  .strictObject({
    organisme: id,
    nom: z.string().min(3),
    telephone: z.string().min(3),
    departement: z.string().min(2).max(3),
    partagee: z.array(id).min(1),
    membres: z
      .array(
        z.strictObject({
          id,
          role: z.enum(ROLES),
          nom: z.string().min(3),
          conflits: z.array(id).default([]),
          remplace: id.optional(),
          /** For who answers in the name of an employer: which one of the list below. */
          employeur: id.optional(),
        }),
      )
      .min(2),
    employeurs: z.array(
      z.strictObject({ id, nom: z.string(), strate: z.enum(STRATES), du: jour, au: jour.nullable() }),
    ),
    politique: z
      .strictObject({
        anonymeAccepte: z.boolean(),
        temoinSansAccord: z.boolean(),
        usagersAcceptes: z.boolean(),
        employeurObligatoire: z.boolean(),
        delaiAR: z.number().int().min(1).max(7),
        /** Said by files written before 2027, and never read: the référent fixes the regime of each case. */
        regimeUnique: z.unknown().optional(),
        transmissionDefaut: z.enum(TRANSMISSIONS).default('sur_accord'),
      })
      .transform(({ regimeUnique: _, ...politique }) => politique),
  })
  // Without its employer, an authority would receive what concerns the agents of another one.
  .refine(
    ({ membres, employeurs }) =>
      membres.every(({ role, employeur }) =>
        role === 'employeur' || role === 'correspondant'
          ? employeurs.some((e) => e.id === employeur)
          : employeur === undefined,
      ),
    { path: ['membres'], message: 'qui répond pour un employeur dit lequel, et personne d’autre' },
  )
type Description = z.infer<typeof Description>

const MODELE: Description = {
  organisme: 'cdg-00',
  nom: 'Centre de gestion de …',
  telephone: '00 00 00 00 00',
  departement: '00',
  partagee: ['cdg-00'],
  membres: [
    { id: 'referente', role: 'referent', nom: 'Référente signalement', conflits: [] },
    { id: 'juriste', role: 'juriste', nom: 'Juriste de la cellule', conflits: [] },
  ],
  employeurs: [{ id: 'commune', nom: 'Commune de …', strate: '50 à 99 agents', du: '2026-01-01', au: null }],
  politique: {
    anonymeAccepte: true,
    temoinSansAccord: true,
    usagersAcceptes: true,
    employeurObligatoire: false,
    delaiAR: 2,
    transmissionDefaut: 'sur_accord',
  },
}

const texte = (chemin: string) => readFile(chemin, 'utf8').catch(() => null)
const secret = { mode: 0o600, flag: 'wx' } as const

/** Reads a key, or draws it; `neuve` tells which. */
async function cleDans(chemin: string): Promise<CleSignature & { readonly neuve: boolean }> {
  const lue = await texte(chemin)
  if (lue !== null) return { ...JSON.parse(lue), neuve: false }
  const cle = cleSignature()
  await writeFile(chemin, JSON.stringify(cle), secret)
  return { ...cle, neuve: true }
}

type Lu = Readonly<{ id: string; scellement: string; signature: string }>

/**
 * One version of the directory in `dossier`, from its `cellule.json`: draws what is missing, keeps what is there, so that the same command adds a
 * member, lets one leave and renews the ninety days. Returns the exit code.
 */
export async function ceremonie(dossier: string, aujourdhui: string): Promise<number> {
  await mkdir(join(dossier, 'membres'), { recursive: true, mode: 0o700 })
  const decrit = await texte(join(dossier, 'cellule.json'))
  if (decrit === null) {
    await writeFile(join(dossier, 'cellule.json'), JSON.stringify(MODELE, null, 2))
    console.log(
      `Modèle écrit : ${join(dossier, 'cellule.json')}. Remplissez-le à deux, puis relancez la commande.`,
    )
    return 1
  }
  const lue = Description.safeParse(JSON.parse(decrit))
  if (!lue.success) {
    const { path, message } = lue.error.issues[0]!
    console.error(`cellule.json n’est pas comprise : ${path.join('.')} (${message}). Rien n’a été signé.`)
    return 1
  }
  const cellule = lue.data
  const [racine, region, guetteur] = [
    await cleDans(join(dossier, 'racine.cle')),
    await cleDans(join(dossier, 'region.cle')),
    await cleDans(join(dossier, 'guetteur.cle')),
  ]
  const dernier = await lireDernier(dossier)
  const sequestre = dernier?.sequestre ?? (await tirerSequestre(dossier))
  const connus = new Map(dernier?.membres.map((m) => [m.id, m]))
  const membres: (Lu & Record<string, unknown>)[] = []
  for (const { remplace, ...membre } of cellule.membres) {
    const cles = connus.get(membre.id) ?? (await tirerMembre(dossier, membre.id))
    membres.push({
      ...membre,
      ...(remplace && { remplace }),
      scellement: cles.scellement,
      signature: cles.signature,
    })
  }
  const annuaire = {
    proto: 'maillage-coffre/1',
    ...cellule,
    rang: dernier ? dernier.rang + 1 : 1,
    precedent: dernier ? empreinteAnnuaire(dernier as never) : null,
    du: aujourdhui,
    au: ajouterJours(aujourdhui, 89),
    membres,
    sequestre,
    guetteur: guetteur.publique,
  } as unknown as Annuaire
  const fichier = publierAnnuaire(
    annuaire,
    signerAnnuaire(annuaire, 'annuaire', racine),
    signerAnnuaire(annuaire, 'contreseing', region),
  )
  await writeFile(join(dossier, `annuaire-${String(annuaire.rang).padStart(4, '0')}.json`), fichier, {
    flag: 'wx',
  })
  await writeFile(
    join(dossier, 'ancrage.json'),
    JSON.stringify(
      { organisme: cellule.organisme, racine: racine.publique, region: region.publique },
      null,
      2,
    ),
  )
  const partis = [...connus.keys()].filter((qui) => !cellule.membres.some((m) => m.id === qui))
  console.log(
    [
      `Annuaire ${cellule.organisme}, version ${annuaire.rang}, valable du ${annuaire.du} au ${annuaire.au}.`,
      `Empreinte à comparer de vive voix : ${empreinteAnnuaire(annuaire)}`,
      ...(racine.neuve
        ? ['Clés racine tirées : racine.cle et region.cle vont à deux personnes, en deux lieux.']
        : []),
      ...(dernier ? [] : ['Parts de secours : part-1.txt, part-2.txt, part-3.txt vont à trois organismes.']),
      ...(partis.length > 0
        ? [`Partis : ${partis.join(', ')}. Après « installer », renouvelez les clés au bureau.`]
        : []),
      'Ensuite : npm run signalement -- installer <dossier>',
    ].join('\n'),
  )
  return 0
}

type Dernier = Readonly<{ rang: number; sequestre: string; membres: readonly Lu[] }>

/** The last version signed in this folder, if any. */
export async function lireDernier(dossier: string): Promise<Dernier | null> {
  let dernier: Dernier | null = null
  for (let rang = 1; ; rang++) {
    const lu = await texte(join(dossier, `annuaire-${String(rang).padStart(4, '0')}.json`))
    if (lu === null) return dernier
    dernier = (lireCanonique(new TextEncoder().encode(lu)) as unknown as { annuaire: Dernier }).annuaire
  }
}

/** The recovery identity lives nowhere: three cards of it do. */
async function tirerSequestre(dossier: string): Promise<string> {
  const identite = nouvelleIdentite(alea(32))
  for (const [i, carte] of (await partager(identite)).entries())
    await writeFile(join(dossier, `part-${i + 1}.txt`), `${carte}\n`, secret)
  return destinataireDe(identite)
}

/** Keys of a member: a keystore for the server, and a sheet for her alone. */
async function tirerMembre(dossier: string, membre: string): Promise<Lu> {
  const cles = { id: membre, identite: nouvelleIdentite(alea(32)), signature: cleSignature() }
  const phrase = motsDe(alea(16)).slice(0, 7).join(' ')
  const entropie = alea(32)
  const { fichier, authentification } = await creerTrousseau(
    cles,
    phrase,
    await destinataireSecours(entropie),
  )
  await writeFile(
    join(dossier, 'membres', `${membre}.trousseau.json`),
    JSON.stringify({ trousseau: new TextDecoder().decode(fichier), authentification }),
    secret,
  )
  await writeFile(
    join(dossier, 'membres', `${membre}.feuille.txt`),
    [
      'À remettre à la seule personne concernée, sur papier, puis à effacer.',
      `Identifiant : ${membre}`,
      `Phrase de passe : ${phrase}`,
      'Feuille de secours (24 mots) :',
      motsDe(entropie)
        .map((mot, i) => `${i + 1}. ${mot}`)
        .join('\n'),
      '',
    ].join('\n'),
    secret,
  )
  return { id: membre, scellement: await destinataireDe(cles.identite), signature: cles.signature.publique }
}

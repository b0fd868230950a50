// Plays the schéma, the register and the matrix through the use cases of the application: the demonstration cannot hold what they refuse.
import { enregistrerConvention } from '../../src/modules/schema/conventions/tenir-convention.ts'
import { deposerTexte } from '../../src/modules/schema/conventions/textes/tenir-textes.ts'
import type { GesteSchema } from '../../src/modules/schema/domain/cycle-schema.ts'
import { enregistrerExercice } from '../../src/modules/schema/missions/tenir-mission.ts'
import { delibererSurLeSchema } from '../../src/modules/schema/schemas/adoption/deliberer.ts'
import { enregistrerClause } from '../../src/modules/schema/schemas/clauses/rediger-clauses.ts'
import { conduireSchema } from '../../src/modules/schema/schemas/conduire.ts'
import { ouvrirAvenant, ouvrirSchema } from '../../src/modules/schema/schemas/rediger.ts'
import { findSchema, type SchemaLu } from '../../src/modules/schema/schemas/schemas.repository.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, ajouterMois, jourDe } from '../../src/shared/dates.ts'
import { conventions, exercices } from '../donnees/conventions.ts'
import { type SchemaDemo, schemas } from '../donnees/schemas.ts'
import { fichierRecu } from '../fichiers.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'

/** What a cooperation holds of a schéma, conventions and missions, where its sources say something. */
export async function histoireSchema(base: Base, cle: string, scene: Scene, maintenant: Date): Promise<void> {
  const schema = schemas[cle]
  if (schema) await jouerSchema(base, scene, schema, maintenant)
  const jour = jourDe(maintenant)
  for (const {
    code,
    duMois,
    auMois,
    auJours = 0,
    preavis,
    tacite,
    autres,
    parties,
    textes = [],
    fictif,
    ...reste
  } of conventions[cle] ?? []) {
    const acteur = scene.acteur(code, 'direction')
    const { id } = voulu(
      await enregistrerConvention(
        base,
        acteur,
        {
          ...reste,
          reference: '',
          parties: parties?.map((partie) => scene.organismes[partie]!) ?? Object.values(scene.organismes),
          autresParties: autres ?? '',
          signeeLe: null,
          du: ajouterMois(jour, duMois),
          au: auMois === null ? null : ajouterJours(ajouterMois(jour, auMois), auJours),
          preavisMois: preavis,
          renouvellementMois: tacite ?? null,
          renouvellementsMax: null,
        },
        undefined,
        maintenant,
        fictif,
      ),
    )
    for (const { intitule, fichier } of textes)
      voulu(
        await deposerTexte(
          base,
          acteur,
          id,
          { intitule, fichier: await fichierRecu(fichier), remplace: null },
          maintenant,
        ),
      )
  }
  for (const [code, mission, mode, confieA, preuve] of exercices[cle] ?? [])
    voulu(
      await enregistrerExercice(
        base,
        scene.acteur(code, 'direction'),
        {
          organismeId: scene.organismes[code]!,
          mission,
          mode,
          confieA: confieA ? scene.organismes[confieA]! : null,
          depuis: null,
          porteur: '',
          preuve: preuve ?? '',
          revueLe: ajouterMois(jour, code === 'cdg49' ? -14 : -4),
        },
        0,
        maintenant,
        'Mode fictif, sauf ce que le schéma publié dit des concours et des référents déontologues.',
      ),
    )
}

async function jouerSchema(base: Base, scene: Scene, demo: SchemaDemo, maintenant: Date): Promise<void> {
  const { coordination } = scene
  // What was done before the platform is recorded afterwards, one minute after the other.
  let minute = +maintenant - 3 * 86_400_000
  const suivant = (): Date => {
    minute += 60_000
    return new Date(minute)
  }
  const lire = async (id: string): Promise<SchemaLu> =>
    (await base.enTantQue(coordination, (tx) => findSchema(tx, id)))!
  const faire = async (id: string, geste: GesteSchema, jour: string | null, reference = '') =>
    voulu(
      await conduireSchema(
        base,
        coordination,
        id,
        geste,
        {
          version: (await lire(id)).version,
          jour,
          fin:
            geste === 'mettre_en_vigueur' && demo.finDansMois !== null
              ? ajouterMois(jourDe(maintenant), demo.finDansMois)
              : null,
          reference,
          motif: '',
          fichier: null,
        },
        suivant(),
      ),
    )
  const deliberer = async (id: string, code: string, rang: number, jour: string, signe: boolean) =>
    voulu(
      await delibererSurLeSchema(
        base,
        scene.acteur(code, 'direction'),
        id,
        scene.organismes[code]!,
        1,
        {
          avis: signe ? 'attendu' : 'favorable',
          numeroActe: signe ? null : `${jour.slice(2, 4)}-${String(31 + rang * 7).padStart(3, '0')}`,
          dateActe: signe ? null : jour,
          vote: signe ? null : { pour: 17 + rang, contre: 0, abstention: rang % 2 },
          signeLe: signe ? jour : null,
          note: signe ? '' : 'Acte et vote fictifs.',
        },
        suivant(),
      ),
    )

  const { id } = voulu(
    await ouvrirSchema(
      base,
      coordination,
      { titre: demo.titre, regleAdoption: demo.regle, dateEffet: demo.effetLe, dateFin: null },
      undefined,
      suivant(),
      demo.fictif,
    ),
  )
  for (const [section, titre, texte] of demo.clauses)
    voulu(
      await enregistrerClause(
        base,
        coordination,
        id,
        null,
        0,
        { section, titre, texte, ordre: null },
        undefined,
        suivant(),
      ),
    )
  await faire(id, 'ouvrir_concertation', null)
  await faire(id, 'arreter', demo.arreteLe, 'Conférence des présidences (référence fictive)')
  await faire(id, 'soumettre', null)
  const signature = demo.regle === 'signature_presidents'
  for (const [rang, code] of Object.keys(scene.organismes).entries())
    await deliberer(
      id,
      code,
      rang,
      signature ? demo.signeLe : ajouterJours(demo.arreteLe, 7 + rang * 5),
      signature,
    )
  await faire(id, 'signer', demo.signeLe)
  await faire(id, 'transmettre', ajouterJours(demo.signeLe, 7), 'Accusé de réception (fictif)')
  await faire(id, 'mettre_en_vigueur', demo.effetLe)

  const { avenant } = demo
  if (!avenant) return
  const ouvert = voulu(await ouvrirAvenant(base, coordination, id, avenant.titre, undefined, suivant()))
  for (const clause of (await lire(ouvert.id)).clauses) {
    const texte = avenant.change[clause.titre]
    if (texte)
      voulu(
        await enregistrerClause(
          base,
          coordination,
          ouvert.id,
          clause.id,
          clause.version,
          { section: clause.section, titre: clause.titre, texte, ordre: clause.ordre },
          undefined,
          suivant(),
        ),
      )
  }
  for (const [section, titre, texte] of avenant.ajoute)
    voulu(
      await enregistrerClause(
        base,
        coordination,
        ouvert.id,
        null,
        0,
        { section, titre, texte, ordre: null },
        undefined,
        suivant(),
      ),
    )
  await faire(ouvert.id, 'ouvrir_concertation', null)
  if (!avenant.deliberes) return
  const arrete = ajouterJours(jourDe(maintenant), -40)
  await faire(ouvert.id, 'arreter', arrete, 'Décision fictive')
  await faire(ouvert.id, 'soumettre', null)
  for (const [rang, code] of avenant.deliberes.entries())
    await deliberer(ouvert.id, code, rang, ajouterJours(arrete, 12 + rang * 6), false)
}

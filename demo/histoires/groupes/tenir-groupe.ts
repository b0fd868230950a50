import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { idStable } from '#shared/ids.ts'
import { attendusDe, ecrireNotes } from '../../../src/modules/groupes/reunions/ecrire-notes.ts'
import { prevoirReunion } from '../../../src/modules/groupes/reunions/tenir-reunion.ts'
import { tenirSiege } from '../../../src/modules/groupes/sieges/tenir-siege.ts'
import type { GroupeDemo } from '../../donnees/groupes.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'

/** Nobody is written to while a past is played. */
export const envoi = { courriel: { envoyer: async () => {}, envoyerSeul: async () => {} }, adresse: '' }

/** Fills the seat of a member: its direction, or somebody whose functions ended since. */
export async function sieger(
  base: Base,
  scene: Scene,
  demo: GroupeDemo,
  groupeId: string,
  code: string,
  quand: Date,
  aujourdhui: string,
): Promise<void> {
  const acteur = scene.acteur(code, 'direction')
  const { partie } = demo
  const referent =
    partie?.code === code
      ? await personnePartie(base, scene, acteur, partie.nom, ajouterJours(aujourdhui, partie.jour))
      : acteur.personneId
  voulu(
    await tenirSiege(
      base,
      acteur,
      groupeId,
      acteur.organismeId,
      1,
      { participe: true, referent, suppleant: null, chargePrevue: 6, chargeReelle: null },
      quand,
    ),
  )
}

async function personnePartie(
  base: Base,
  scene: Scene,
  acteur: Acteur,
  nom: string,
  au: string,
): Promise<string> {
  const id = idStable(`personne:${scene.cooperationId}:${nom}`)
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await tx
      .insertInto('personne')
      .values({
        cooperation_id: scene.cooperationId,
        id,
        nom,
        courriel: `${id.slice(0, 8)}@exemple.invalid`,
      })
      .execute()
    await tx
      .insertInto('mandat')
      .values({
        id: idStable(`mandat:${id}`),
        cooperation_id: scene.cooperationId,
        organisme_id: acteur.organismeId,
        personne_id: id,
        fonction: 'gestion',
        du: ajouterJours(au, -700),
        au,
      })
      .execute()
  })
  return id
}

export async function reunir(
  base: Base,
  pilote: Acteur,
  groupeId: string,
  [jours, objet, notes]: readonly [number, string, string | null],
  le: (jours: number, heure?: string) => Date,
  lire: (quand: Date) => Promise<Parameters<typeof attendusDe>[0]>,
): Promise<void> {
  const { id } = voulu(
    await prevoirReunion(
      base,
      envoi,
      pilote,
      groupeId,
      {
        objet,
        jour: jourDe(le(jours)),
        heure: '14:00',
        dureeMinutes: 120,
        lieu: '',
        visio: 'https://visio.exemple.invalid/groupe',
        ordreDuJour: `1. Suites de la réunion précédente\n2. ${objet}\n3. Prochaine date`,
      },
      undefined,
      jours > 0 ? le(-3) : le(jours - 12),
      'fictif',
    ),
  )
  if (notes === null) return
  const attendus = attendusDe(await lire(le(jours)))
  voulu(
    await ecrireNotes(
      base,
      pilote,
      id,
      1,
      {
        notes,
        suites: 'Chaque membre relit sous quinze jours.',
        presences: Object.fromEntries(
          attendus.map(({ personneId }, i) => [personneId, i % 4 === 3 ? 'excuse' : 'present'] as const),
        ),
      },
      le(jours + 1, '09:00'),
    ),
  )
}

import type { Base } from '#platform/base/base.ts'
import { ajouterJours, instantParis, type Jour } from '#shared/dates.ts'
import { enregistrerSuite } from '../../src/modules/gouvernance/decisions/suivre-suite.ts'
import type { Acte, GesteSuite } from '../../src/modules/gouvernance/domain/suite.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'

const CHEMINS: Readonly<Record<string, readonly GesteSuite[]>> = {
  inscrite: ['inscrire'],
  votee: ['inscrire', 'voter'],
  transmise: ['inscrire', 'voter', 'transmettre'],
  executoire: ['inscrire', 'voter', 'transmettre', 'rendre_executoire'],
  rejetee: ['inscrire', 'rejeter'],
  sans_objet: ['declarer_sans_objet'],
}

/** Brings the sequel of a decision in one member to a state, the act dated `jour`. Act numbers and votes are invented (fictif). */
export async function suivre(
  base: Base,
  scene: Scene,
  decisionId: string,
  code: string,
  etat: keyof typeof CHEMINS,
  jour: Jour,
): Promise<void> {
  const acteur = scene.acteur(code, 'direction')
  let version = 1
  for (const geste of CHEMINS[etat]!) {
    const date =
      geste === 'rendre_executoire'
        ? ajouterJours(jour, 2)
        : geste === 'transmettre'
          ? ajouterJours(jour, 1)
          : jour
    const acte: Acte = {
      reunionLe: geste === 'inscrire' ? jour : null,
      numeroActe:
        geste === 'voter'
          ? `${jour.slice(2, 4)}_${String((decisionId.charCodeAt(0) * 7 + code.charCodeAt(4)) % 90).padStart(3, '0')}`
          : null,
      dateActe: geste === 'voter' || geste === 'rejeter' ? jour : null,
      vote:
        geste === 'voter'
          ? { effectif: 25, reel: 19, pour: 18, contre: 0, abstention: 1 }
          : geste === 'rejeter'
            ? { effectif: 25, reel: 17, pour: 6, contre: 9, abstention: 2 }
            : null,
      transmisLe: geste === 'transmettre' ? date : null,
      executoireLe: geste === 'rendre_executoire' ? date : null,
      note: geste === 'declarer_sans_objet' ? 'Déjà délégué à la présidence (fictif).' : '',
    }
    voulu(
      await enregistrerSuite(
        base,
        acteur,
        decisionId,
        acteur.organismeId,
        geste,
        { organe: null, version, acte, anterieur: false },
        instantParis(date, '17:00'),
      ),
    )
    version++
  }
}

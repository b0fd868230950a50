import { accordDemande, bonEmployeur, peutDonner, peutLire, type Volet } from '../../domain/acces.ts'
import { peutDireALEmployeur } from '../../domain/etats.ts'
import { exclusionsDe } from '../../domain/politique.ts'
import { alerte, bouton, dire, direFaute, el, section } from '../../navigateur/dom.ts'
import type { MembreDeCellule } from '../../protocole/annuaire.ts'
import { agir, type Ordre, renouvelerCles, type SurLeBureau } from '../../protocole/membre.ts'
import { faire, faitsDe, instructionDe, type Navigation } from '../commun.ts'
import { accepte, donner, SE_RECUSER } from '../offres.ts'
import { aAtteste } from './enquete.vue.ts'

export const NOM_DU_VOLET: Readonly<Record<Volet, string>> = {
  R: 'récit',
  I: 'identité',
  S: 'santé',
  M: 'fil du médecin',
  P: 'fil de la ou du psychologue',
  E: 'échanges',
  N: 'instruction',
  Q: 'enquête',
  T: 'transmission',
}

/**
 * The keys that this member may give here: compartment and colleague. Nothing to whoever the author or a declared conflict excluded, under any of the
 * person's keys; nothing without the story, which alone says who that is.
 */
export function clesADonner(bureau: SurLeBureau): readonly Readonly<{ m: MembreDeCellule; volet: Volet }>[] {
  const { dossier, cellule, membre } = bureau
  const faits = faitsDe(bureau)
  if (!faits || membre.role === 'gardien') return []
  const tient = (volet: Volet, dest: string) =>
    dossier.recu.lecteurs.some((l) => l.volet === volet && l.dest === dest)
  const { exclus } = exclusionsDe(cellule.membres, faits.employeur, faits.exclusions, [])
  // The identity goes to an investigator only where the author lets it be told.
  const etat = instructionDe(bureau)
  const dite = dossier.volets.has('E') && etat.accords.includes('faits_avec_identite')
  const duCoteDeLEmployeur = (m: MembreDeCellule) => m.role === 'employeur' || m.role === 'correspondant'
  return cellule.membres
    .filter(
      (m) =>
        !exclus.has(m.id) &&
        bonEmployeur(m, faits.employeur) &&
        (!duCoteDeLEmployeur(m) || peutDireALEmployeur(etat)),
    )
    .flatMap((m) =>
      [...dossier.volets.keys()]
        .filter(
          (volet) =>
            peutLire(m.role, volet) &&
            accordDemande(m.role, volet) === null &&
            peutDonner(membre.role, volet) &&
            (m.role !== 'enqueteur' || (aAtteste(bureau, m.id) && (volet !== 'I' || dite))) &&
            (m.role !== 'medecin' || tient('S', m.id)) &&
            !tient(volet, m.id) &&
            accepte(bureau, donner(volet, m.id)),
        )
        .map((volet) => ({ m, volet })),
    )
}

const RIEN_A_RENOUVELER =
  'Vous ne tenez ici aucune clé que vous puissiez renouveler : rien n’a changé. Une personne qui mène le dossier peut le faire.'

/** Who holds which key, and the deeds about keys: give one, or withdraw. */
export function sectionAcces(
  bureau: SurLeBureau,
  navigation: Navigation,
  qui: (id: string) => string,
): HTMLElement {
  const { dossier, membre } = bureau
  return section(
    'Clés de ce dossier',
    el(
      'ul',
      {},
      ...[...dossier.volets.keys()].map((volet) =>
        el(
          'li',
          {},
          `Volet ${NOM_DU_VOLET[volet]} : ${[...new Set(dossier.recu.lecteurs.filter((l) => l.volet === volet).map(({ dest }) => (dest === 'sequestre' ? 'clé de secours (2 témoins sur 3)' : qui(dest))))].join(', ')}`,
        ),
      ),
    ),
    el(
      'div',
      { class: 'actions' },
      ...clesADonner(bureau)
        .slice(0, 6)
        .map(({ m, volet }) =>
          bouton(`Donner la clé ${NOM_DU_VOLET[volet]} à ${m.nom}`, () =>
            faire(bureau, navigation, donner(volet, m.id) as Ordre),
          ),
        ),
      [...dossier.volets.keys()].some((volet) => peutDonner(membre.role, volet)) &&
        bouton('Renouveler les clés', async () => {
          dire(el('p', {}, 'Nouvelles clés pour ceux qui restent…'))
          await renouvelerCles(bureau).then(
            (fait) => (fait ? navigation.relire() : dire(alerte('info', RIEN_A_RENOUVELER))),
            direFaute,
          )
        }),
      accepte(bureau, SE_RECUSER) &&
        bouton(
          'Me récuser',
          async () => {
            dire(el('p', {}, 'Vos clés de ce dossier sont effacées du serveur…'))
            await agir(bureau, { action: 'se-recuser' }).then(navigation.revenir, direFaute)
          },
          'danger',
        ),
    ),
  )
}

import type { Instruction } from '../../domain/instruction.ts'
import {
  type EtatSoutien,
  NOM_DE_L_ACCOMPAGNEMENT,
  NOM_DU_SOUTIEN,
  type Soutien,
  suitesDuSoutien,
} from '../../domain/suivis.ts'
import { bouton, champ, el, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { exiger, francais, type Navigation, noter } from '../commun.ts'
import { accepte, NOTER_ET_DIRE } from '../offres.ts'

/** Support: what was proposed to the author, what she accepted or declined, what ended. A proposal is told to her in the same deed. */
export function sectionAccompagnement(
  bureau: SurLeBureau,
  navigation: Navigation,
  { accompagnements, etat }: Instruction,
): HTMLElement {
  const texte = texteLong(2)
  const soutien = el(
    'select',
    { class: 'saisie saisie-moyen' },
    ...(Object.keys(NOM_DU_SOUTIEN) as Soutien[])
      .filter((s) => suitesDuSoutien(accompagnements.get(s)?.etat ?? null).includes('propose'))
      .map((s) => el('option', { value: s }, NOM_DU_SOUTIEN[s])),
  )
  const lire = () => texte.value.trim()
  const passer = (qui: Soutien, vers: EtatSoutien) =>
    noter(
      bureau,
      navigation,
      { genre: 'accompagnement', soutien: qui, etat: vers, note: lire() },
      vers === 'propose'
        ? { genre: 'message', texte: `Accompagnement proposé, ${NOM_DU_SOUTIEN[qui]} : ${lire()}` }
        : undefined,
    )
  const clos = etat === 'CLOS' || etat === 'ARCHIVE_RESTREINT'
  return section(
    'Accompagnement',
    accompagnements.size === 0 ? el('p', {}, 'Aucun soutien proposé encore.') : null,
    el(
      'ul',
      { id: 'accompagnements', hidden: accompagnements.size === 0 },
      ...[...accompagnements].map(([qui, { etat: ou, depuis }]) =>
        el(
          'li',
          {},
          `${NOM_DU_SOUTIEN[qui]} : ${NOM_DE_L_ACCOMPAGNEMENT[ou].toLowerCase()} le ${francais(depuis)}`,
        ),
      ),
    ),
    ...(clos
      ? []
      : [
          champ('soutien-note', 'Ce que vous proposez, ou ce que l’auteur a répondu', texte),
          champ('soutien', 'Soutien à proposer', soutien),
          el(
            'div',
            { class: 'actions' },
            accepte(bureau, NOTER_ET_DIRE) &&
              bouton('Proposer à l’auteur', () =>
                exiger(lire(), 'Écrivez d’abord ce que vous proposez : l’auteur le lira.', () =>
                  passer(soutien.value as Soutien, 'propose'),
                ),
              ),
            ...[...accompagnements].flatMap(([qui, { etat: ou }]) =>
              suitesDuSoutien(ou)
                .filter((vers) => vers !== 'propose')
                .map((vers) =>
                  bouton(`${NOM_DU_SOUTIEN[qui]} : ${NOM_DE_L_ACCOMPAGNEMENT[vers].toLowerCase()}`, () =>
                    passer(qui, vers),
                  ),
                ),
            ),
          ),
        ]),
  )
}

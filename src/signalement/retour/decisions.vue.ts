import { ACCORDS } from '../domain/listes.ts'
import { estDeTransmission } from '../domain/politique.ts'
import { bouton, champ, el, section } from '../navigateur/dom.ts'
import { accordsDe, changerAccords, direSonIdentite, envoyer, type Retour } from '../protocole/auteur.ts'
import { ACCORD_TARDIF, type Suite } from './supplements.vue.ts'

/** What the author alone decides: her consents, and who she is. */
export const sectionsDesDecisions = (retour: Retour, suite: Suite): HTMLElement[] => [
  sectionAccords(retour, suite),
  sectionIdentite(retour, suite),
]

function sectionAccords(retour: Retour, { agir }: Suite): HTMLElement {
  const donnes = accordsDe(retour.dossier)
  const { transmissionDefaut } = retour.cellule.politique
  // Where nothing is transmitted the question is not asked; what was allowed elsewhere can still be taken back.
  const cases = ACCORDS.filter(
    ({ valeur }) => transmissionDefaut !== 'jamais' || !estDeTransmission(valeur) || donnes.includes(valeur),
  ).map(({ valeur, libelle }) => {
    const saisie = el('input', { type: 'checkbox', value: valeur, checked: donnes.includes(valeur) })
    return { valeur, saisie, ligne: el('label', { class: 'option' }, saisie, el('span', {}, libelle)) }
  })
  const choisis = () => cases.filter(({ saisie }) => saisie.checked).map(({ valeur }) => valeur)
  return section(
    'Vos accords',
    el(
      'fieldset',
      { class: 'champ choix' },
      el('legend', {}, 'Ce que vous permettez'),
      el('div', { class: 'choix-options' }, ...cases.map(({ ligne }) => ligne)),
    ),
    el('p', { class: 'aide' }, ACCORD_TARDIF),
    el(
      'div',
      { class: 'actions' },
      bouton('Enregistrer mes accords', () => agir(retour, () => changerAccords(retour, choisis()))),
    ),
  )
}

function sectionIdentite(retour: Retour, { agir }: Suite): HTMLElement {
  const nom = el('input', { class: 'saisie', type: 'text' })
  const tel = el('input', { class: 'saisie', type: 'text' })
  return section(
    'Dire qui je suis',
    el('p', {}, 'Votre identité ira à la cellule seule. Une fois dite, elle ne peut plus être reprise.'),
    champ('dire-nom', 'Nom et prénom', nom),
    champ('dire-tel', 'Comment vous joindre', tel),
    el(
      'div',
      { class: 'actions' },
      bouton('Chiffrer et dire mon identité', () =>
        agir(
          retour,
          () => direSonIdentite(retour, { nom: nom.value.trim(), telephone: tel.value.trim() }),
          nom.value.trim() !== '' || 'Écrivez votre nom d’abord.',
        ),
      ),
    ),
  )
}

/** The withdrawal that an author asks for; the cell may still have to act. */
export const sectionRetrait = (retour: Retour, { agir }: Suite): HTMLElement =>
  section(
    'Retirer mon signalement',
    el(
      'p',
      {},
      'La cellule le saura et le clora si rien ne l’oblige à agir. Ce qui a été lu ne peut pas être oublié.',
    ),
    el(
      'div',
      { class: 'actions' },
      bouton(
        'Demander le retrait',
        () => agir(retour, () => envoyer(retour, 'retirer', [{ volet: 'E', corps: { genre: 'retrait' } }])),
        'danger',
      ),
    ),
  )

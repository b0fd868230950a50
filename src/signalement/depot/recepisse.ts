import { alerte, bouton, el, enregistrer, montrer, section } from '../navigateur/dom.ts'

type Recepisse = Readonly<{ mots: readonly string[]; numero: string; preuve: string }>

/** The words, shown once; two are asked again to be sure that they were copied. */
export function montrerRecepisse(ou: string, { mots, numero, preuve }: Recepisse): void {
  const verdict = el('p', { role: 'status' })
  const [a, b] = [3, 8]
  const saisies = [a, b].map((i) =>
    el('input', { class: 'saisie saisie-court', type: 'text', id: `mot-${i}`, autocomplete: 'off' }),
  )
  const plier = (mot: string) => mot.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  montrer(
    ou,
    alerte(
      'ok',
      'Votre signalement est déposé, chiffré.',
      el('p', {}, `Numéro à dire au téléphone : ${numero}.`),
    ),
    section(
      'Vos douze mots',
      el(
        'p',
        {},
        'Ils sont la seule façon de revenir lire la réponse. Nous ne les avons pas : perdus, ils ne se retrouvent pas, et il faudra déposer de nouveau.',
      ),
      el('ol', { id: 'douze-mots', class: 'code-a-copier' }, ...mots.map((mot) => el('li', {}, mot))),
      el(
        'div',
        { class: 'actions' },
        bouton('Copier', () => navigator.clipboard.writeText(mots.join(' '))),
        bouton('Imprimer', () => window.print()),
        bouton('Garder la preuve de dépôt', () => enregistrer('preuve.txt', preuve)),
      ),
    ),
    section(
      'Les avez-vous bien notés ?',
      ...[a, b].map((i, k) =>
        el(
          'div',
          { class: 'champ' },
          el('label', { for: `mot-${i}` }, `Recopiez le mot n° ${i + 1}`),
          saisies[k]!,
        ),
      ),
      el(
        'div',
        { class: 'actions' },
        bouton('Vérifier', () => {
          const justes = [a, b].every((i, k) => plier(saisies[k]!.value) === plier(mots[i]!))
          verdict.textContent = justes
            ? 'C’est juste. Gardez ces mots à l’abri, hors de votre travail.'
            : 'Un des deux mots n’est pas le bon : relisez votre copie, ligne par ligne.'
        }),
      ),
      verdict,
    ),
    section(
      'Preuve de dépôt',
      el(
        'p',
        {},
        'Ce texte signé prouve à un tiers (Défenseur des droits, juge) que ce dépôt a été reçu ce jour-là, sans rien montrer de son contenu.',
      ),
      el('p', { class: 'code-a-copier' }, preuve),
      el('p', {}, el('a', { href: '/retour' }, 'Revenir plus tard avec mes douze mots')),
    ),
  )
}

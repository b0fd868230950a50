import type { Message } from '../../courriel/courriel.ts'

const PAS_VOUS = 'Si ce n’est pas vous, prévenez tout de suite la coordination de votre coopération.'

export const messageDAjout = (a: string, nom: string): Message => ({
  a,
  objet: 'Une clé d’accès protège maintenant votre compte Maillage',
  texte: `Bonjour,

Une clé d’accès, nommée « ${nom} », vient d’être ajoutée à votre compte Maillage. Vos autres connexions ont été fermées.

${PAS_VOUS}
`,
})

export const messageDeRetrait = (a: string, nom: string): Message => ({
  a,
  objet: 'Une clé d’accès a été retirée de votre compte Maillage',
  texte: `Bonjour,

La clé d’accès nommée « ${nom} » ne fait plus entrer dans votre compte Maillage, et vos autres connexions ont été fermées.

${PAS_VOUS}
`,
})

export const messageDeCopie = (a: string, nom: string): Message => ({
  a,
  objet: 'Une clé d’accès de votre compte Maillage semble copiée',
  texte: `Bonjour,

Quelqu’un a tenté d’entrer dans votre compte Maillage avec une copie de votre clé d’accès « ${nom} ». Personne n’est entré, et cette clé ne sert plus.

Entrez par un autre moyen, retirez cette clé dans « Mon compte », ajoutez-en une autre, et prévenez la coordination de votre coopération.
`,
})

import type { Message } from '#platform/courriel/courriel.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date } from '#shared/typographie.ts'
import type { Destinataire } from './destinataires.queries.ts'

export type SuiteADonner = {
  readonly numero: string
  readonly titre: string
  /** The address at which this very person records the act, without an account. */
  readonly lien: string
  /** The next meeting of the organ, and the last day to enter its agenda. */
  readonly reunion: { readonly date: Jour; readonly limiteInscription: Jour } | null
}

const signature = (de: Acteur) => `${de.nom}, ${de.libelle}`

const direReunion = ({ reunion }: SuiteADonner): string =>
  reunion
    ? `Prochaine réunion : ${date(reunion.date)}, inscription jusqu’au ${date(reunion.limiteInscription)}`
    : 'Prochaine réunion : aucune date n’est connue, ajoutez-la dans votre calendrier'

const enTexte = (suite: SuiteADonner): string =>
  `${suite.numero} : ${suite.titre}
${direReunion(suite)}
Projet de délibération et suite à enregistrer (sans mot de passe) : ${suite.lien}`

/** A reminder about one sequel: what waits, until when, and the one link where it is recorded. */
export const messageRelance = (
  a: Destinataire,
  suite: SuiteADonner,
  attente: string,
  de: Acteur,
): Message => ({
  a: a.courriel,
  objet: `${a.libelle} : ${suite.numero} attend votre suite`,
  texte: `Bonjour,

La décision suivante attend une suite ${deNom(a.libelle)} : elle ${attente}.

${enTexte(suite)}

Ce lien est personnel. Si la suite est déjà donnée, enregistrez-la : la relance cesse d’elle-même.

${signature(de)}
`,
})

export type BilanDeSeance = {
  readonly instance: string
  readonly quand: string
  readonly engagent: readonly SuiteADonner[]
  readonly informent: readonly { readonly numero: string; readonly titre: string }[]
  readonly adresse: string
}

/** After a séance: what binds the member of this person, with a link for each, then what it is only told of. */
export function messageApresSeance(a: Destinataire, bilan: BilanDeSeance, de: Acteur): Message {
  const { engagent, informent } = bilan
  const parties = [
    engagent.length > 0 &&
      `Ce qui vous engage\n\n${engagent.map(enTexte).join('\n\n')}\n\nChaque décision n’engage ${a.libelle} qu’après l’acte de son organe. Chaque lien est personnel.`,
    informent.length > 0 &&
      `Pour information, sans suite à donner\n\n${informent.map(({ numero, titre }) => `${numero} : ${titre}`).join('\n')}`,
  ].filter(Boolean)
  return {
    a: a.courriel,
    objet:
      engagent.length > 0
        ? `${bilan.instance} : ${compte(engagent.length, 'suite')} à donner par ${a.libelle}`
        : `${bilan.instance} : décisions prises, pour information`,
    texte: `Bonjour,

La séance « ${bilan.instance} » du ${bilan.quand} est close.

${parties.join('\n\n')}

Relevé de décisions : ${bilan.adresse}

${signature(de)}
`,
  }
}

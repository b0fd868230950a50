import { z } from 'zod'
import { texteLibre, version } from '#platform/http/champs.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { estId } from '#shared/ids.ts'
import { dateCourte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import type { ActionLue } from '../action.queries.ts'
import { retardDe } from '../domain/jalons.ts'
import type { Point } from '../domain/point.ts'
import type { RefusFairePoint } from './faire-le-point.ts'

export const FormulairePoint = z.object({
  atteints: z
    .union([z.string().transform((un) => [un]), z.array(z.string())])
    .pipe(z.array(z.string().refine(estId, 'Ce jalon n’est pas dans l’action.')))
    .default([]),
  bloquee: z.enum(['non', 'oui'], 'Dites si l’action est bloquée.').default('non'),
  cause: texteLibre(2000, 'La cause'),
  condition: texteLibre(2000, 'La condition'),
  responsable: texteLibre(300, 'Ce champ'),
  note: texteLibre(20_000, 'La note'),
  version,
})

/** The news as the form gives it. */
export const pointDe = (v: z.output<typeof FormulairePoint>): Point => ({
  atteints: v.atteints,
  bloquee: v.bloquee === 'oui',
  blocage: { cause: v.cause, condition: v.condition, responsable: v.responsable },
  note: v.note,
})

/** One screen, no account needed: milestones reached, blocked or not, a note. Everything is already filled in: sending it as it is says « nothing new ». */
export function FormulaireDuPoint({
  action,
  adresse,
  aujourdhui,
  fautes = [],
  saisies,
  alerte,
}: RetourDeFormulaire & {
  readonly action: ActionLue
  readonly adresse: string
  readonly aujourdhui: string
}) {
  const ouverts = action.jalons.filter(({ etat }) => etat === 'prevu')
  return (
    <Formulaire
      action={adresse}
      fautes={fautes}
      {...(saisies && { saisies })}
      alerte={alerte}
      version={Number(valeurDe(saisies, 'version', String(action.version)))}
    >
      {ouverts.length > 0 && (
        <ChampChoix
          nom="atteints"
          libelle="Quels jalons sont atteints ?"
          plusieurs
          facultatif
          options={ouverts.map((jalon) => ({
            valeur: jalon.id,
            libelle: jalon.titre,
            aide: `${retardDe(jalon, aujourdhui) > 0 ? 'attendu le' : 'prévu le'} ${dateCourte(jalon.echeance, aujourdhui)}`,
          }))}
        />
      )}
      <ChampChoix
        nom="bloquee"
        libelle="L’action est-elle bloquée ?"
        enLigne
        options={[
          { valeur: 'non', libelle: 'Non, elle avance', coche: !action.bloqueeLe },
          { valeur: 'oui', libelle: 'Oui', coche: Boolean(action.bloqueeLe) },
        ]}
      />
      <details
        className="repli"
        open={
          Boolean(action.bloqueeLe) ||
          valeurDe(saisies, 'bloquee') === 'oui' ||
          fautes.some(({ champ }) => champ !== 'note')
        }
      >
        <summary>Si elle est bloquée : pourquoi, et ce qui la débloquerait</summary>
        <ChampTexte nom="cause" libelle="Cause" facultatif valeur={action.blocage.cause} />
        <ChampTexte
          nom="condition"
          libelle="Ce qui la débloquerait"
          facultatif
          valeur={action.blocage.condition}
        />
        <ChampTexte
          nom="responsable"
          libelle="Qui peut le faire"
          aide="Une fonction ou une structure."
          facultatif
          valeur={action.blocage.responsable}
        />
      </details>
      <ChampLong nom="note" libelle="Une note pour les autres membres" facultatif lignes={3} />
      <Actions>
        <Bouton variante="primaire" icone="envoyer">
          Envoyer le point
        </Bouton>
      </Actions>
    </Formulaire>
  )
}

const MANQUES = {
  cause: 'Dites pourquoi l’action est bloquée.',
  condition: 'Dites ce qui la débloquerait.',
  responsable: 'Dites qui peut la débloquer.',
} as const

/** A refusal on its field, or for the whole form. */
export function expliquerPoint(refus: Exclude<RefusFairePoint, { readonly code: 'deja-repondu' }>): {
  readonly champ?: string
  readonly phrase: string
  readonly statut: number
} {
  switch (refus.code) {
    case 'blocage-incomplet':
      return { champ: refus.champ, phrase: MANQUES[refus.champ], statut: 422 }
    case 'jalon-inconnu':
      return {
        phrase:
          'Un des jalons cochés n’attend plus : quelqu’un l’a déjà mis à jour. Relisez la liste, puis renvoyez.',
        statut: 409,
      }
    case 'page-perimee':
      return {
        phrase:
          'Cette action a été modifiée depuis que la page a été ouverte. Rien n’a été écrasé : relisez ci-dessous, puis renvoyez.',
        statut: 409,
      }
    case 'introuvable':
      return { phrase: 'Cette action n’est plus là.', statut: 404 }
    default:
      return {
        phrase: 'Le point est fait par les personnes qui répondent pour le chef de file.',
        statut: 403,
      }
  }
}

import { nouvelId } from '#shared/ids.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { LIBELLES_STATUT } from '../domain/statuts.ts'
import type { ProgrammeLu } from './programmes.queries.ts'
import type { FormulaireDeStructure, PropsStructure } from './structure.page.tsx'

/** What a form of the page takes back: the others are drawn as new. */
export const retourDe = (
  { formulaire, fautes, saisies, maintenant }: PropsStructure,
  lequel: FormulaireDeStructure,
) => ({
  ...(formulaire === lequel ? { fautes: fautes ?? [], ...(saisies && { saisies }) } : {}),
  cle: formulaire === lequel ? valeurDe(saisies, 'cle', nouvelId(+maintenant)) : nouvelId(+maintenant),
  id: lequel,
  prefixe: true,
})

/** Forms that add an axis, or an orientation to one. */
export const Ajouts = (props: PropsStructure & { readonly programme: ProgrammeLu }) => (
  <>
    <Section titre="Ajouter un axe">
      <Formulaire
        action="/programme/axes"
        champs={{ programme: props.programme.id }}
        {...retourDe(props, 'axe')}
      >
        <ChampTexte nom="code" libelle="Numéro de l’axe" taille="court" />
        <ChampTexte nom="titre" libelle="Titre de l’axe" />
        <Actions>
          <Bouton>Ajouter l’axe</Bouton>
        </Actions>
      </Formulaire>
    </Section>
    {props.programme.axes.length > 0 && (
      <Section titre="Ajouter une orientation">
        <Formulaire
          action="/programme/orientations"
          champs={{ programme: props.programme.id }}
          {...retourDe(props, 'orientation')}
        >
          <ChampListe
            nom="axe"
            libelle="Axe"
            options={props.programme.axes.map(({ id, code, titre }) => ({
              valeur: id,
              libelle: `${code}. ${titre}`,
            }))}
          />
          <ChampTexte nom="code" libelle="Numéro dans l’axe" taille="court" />
          <ChampTexte nom="titre" libelle="Titre de l’orientation" />
          <Actions>
            <Bouton>Ajouter l’orientation</Bouton>
          </Actions>
        </Formulaire>
      </Section>
    )}
  </>
)

/** Unfinished actions of the programme before, to be taken over from its first day. */
export const Reprises = (props: PropsStructure & { readonly programme: ProgrammeLu }) => (
  <Section titre="Reprendre des actions du programme précédent" filet>
    {props.programme.du > props.jour ? (
      <p>
        {compte(props.aReprendre.length, 'action')} du programme précédent ne sont pas terminées. Vous pourrez
        les reprendre ici à partir du {date(props.programme.du)}.
      </p>
    ) : (
      <Formulaire
        action="/programme/reprises"
        champs={{ programme: props.programme.id }}
        {...retourDe(props, 'reprise')}
      >
        <ChampChoix
          nom="action"
          libelle="Actions à reprendre"
          aide="L’action continue avec son histoire, ses jalons et ses membres. Le programme précédent en garde la trace. Son axe et son orientation viennent avec elle s’ils manquent ici."
          plusieurs
          options={props.aReprendre.map(({ id, code, titre, statut }) => ({
            valeur: id,
            libelle: `${code} ${titre}`,
            aide: LIBELLES_STATUT[statut],
          }))}
        />
        <Actions>
          <Bouton>Reprendre ces actions</Bouton>
        </Actions>
      </Formulaire>
    )}
  </Section>
)

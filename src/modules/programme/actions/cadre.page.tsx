import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Vide } from '#ui/textes.tsx'
import type { ActionLue } from '../action.queries.ts'
import type { Membre } from '../programme.queries.ts'
import type { ProgrammeLu } from '../structure/programmes.queries.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'

const options = (libelles: Readonly<Record<string, string>>) =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }))

/** The frame of an action, new or not: where it stands in the programme and who leads it. */
export function pageCadre({
  programme,
  membres,
  action,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly programme: ProgrammeLu | null
  readonly membres: readonly Membre[]
  readonly action?: ActionLue
  readonly maintenant: Date
}): ContenuDePage {
  const orientations = (programme?.axes ?? []).flatMap((axe) =>
    axe.orientations.map(({ id, code, titre }) => ({
      valeur: id,
      libelle: `${axe.code}.${code} ${titre}`,
      groupe: `${axe.code}. ${axe.titre}`,
    })),
  )
  const retour = action ? `/programme/actions/${action.id}` : '/programme'
  return {
    titre: action ? `Cadre de l’action ${action.code}` : 'Ajouter une action',
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      ...(action ? [{ libelle: action.titre, href: retour }] : []),
    ],
    ...(statut && { statut }),
    contenu:
      orientations.length === 0 ? (
        <Vide action={<Bouton href="/programme/structure">Ajouter un axe et une orientation</Bouton>}>
          Une action se range dans une orientation : le programme n’en a pas encore.
        </Vide>
      ) : (
        <Formulaire
          action={action ? `${retour}/cadre` : '/programme/actions'}
          fautes={fautes}
          {...(saisies && { saisies })}
          alerte={alerte}
          {...(action
            ? { version: Number(valeurDe(saisies, 'version', String(action.version))) }
            : {
                cle: valeurDe(saisies, 'cle', nouvelId(+maintenant)),
                champs: { programme: programme?.id ?? '' },
              })}
        >
          <ChampListe
            nom="orientation"
            libelle="Orientation"
            options={orientations}
            {...(action && { valeur: action.orientationId })}
          />
          <ChampTexte
            nom="code"
            libelle="Code"
            aide="Axe, orientation, rang. Exemple : 3.2.1"
            taille="court"
            valeur={action?.code ?? ''}
          />
          <ChampTexte nom="titre" libelle="Titre" valeur={action?.titre ?? ''} />
          <ChampChoix
            nom="nature"
            libelle="Nature"
            options={Object.entries(LIBELLES_NATURE).map(([valeur, libelle]) => ({
              valeur,
              libelle,
              coche: valeur === (action?.nature ?? 'action'),
            }))}
          />
          <ChampListe
            nom="origine"
            libelle="Origine"
            valeur={action?.origine ?? 'schema'}
            options={options(LIBELLES_ORIGINE)}
          />
          <ChampListe
            nom="base"
            libelle="Base"
            valeur={action?.base ?? 'volontariste'}
            options={options(LIBELLES_BASE)}
          />
          <ChampListe
            nom="chef"
            libelle="Chef de file"
            vide="Choisissez"
            valeur={action?.chefs[0]?.organismeId ?? ''}
            options={membres.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
          />
          <ChampListe
            nom="binome"
            libelle="En binôme avec"
            facultatif
            vide="Personne"
            valeur={action?.chefs[1]?.organismeId ?? ''}
            options={membres.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
          />
          <Actions>
            <Bouton variante="primaire">{action ? 'Enregistrer le cadre' : 'Ajouter l’action'}</Bouton>
            <a href={retour}>Revenir</a>
          </Actions>
        </Formulaire>
      ),
  }
}

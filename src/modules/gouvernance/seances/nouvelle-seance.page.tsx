import type { RetourDeFormulaire, Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampTexte, type Faute, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Vide } from '#ui/textes.tsx'

/** Planning a séance: the instance, when, where. The notice is checked when it is called. */
export function pageNouvelleSeance({
  instances,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instances: readonly { readonly id: string; readonly nom: string; readonly delaiJours: number }[]
  readonly maintenant: Date
}): ContenuDePage {
  return {
    titre: 'Planifier une séance',
    chapeau: <p>L’ordre du jour se prépare ensuite ; rien ne part avant la convocation.</p>,
    rubrique: '/seances',
    ariane: [{ libelle: 'Séances', href: '/seances' }],
    ...(statut && { statut }),
    contenu:
      instances.length === 0 ? (
        <Vide action={<Bouton href="/instances/nouvelle">Créer une instance</Bouton>}>
          Aucune instance n’existe encore : créez d’abord la conférence ou le comité qui se réunit.
        </Vide>
      ) : (
        <Formulaire
          action="/seances"
          fautes={fautes}
          alerte={alerte}
          cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        >
          <ChampListe
            nom="instance"
            libelle="Qui se réunit ?"
            fautes={fautes}
            valeur={valeurDe(saisies, 'instance', instances[0]!.id)}
            options={instances.map(({ id, nom, delaiJours }) => ({
              valeur: id,
              libelle: `${nom} (à convoquer ${delaiJours} jours avant)`,
            }))}
          />
          <ChampsDeDate saisies={saisies} fautes={fautes} />
          <input type="hidden" name="seconde" value={valeurDe(saisies, 'seconde')} />
          <Actions>
            <Bouton variante="primaire">Planifier la séance</Bouton>
          </Actions>
        </Formulaire>
      ),
  }
}

/** Day, hour, length and place of a séance. */
export const ChampsDeDate = ({
  saisies,
  fautes,
  defaut = {},
}: {
  readonly saisies?: Saisies | undefined
  readonly fautes: readonly Faute[]
  readonly defaut?: Readonly<Record<string, string>>
}) => (
  <>
    <div className="cote-a-cote">
      <ChampTexte
        nom="date"
        libelle="Jour"
        aide="jj/mm/aaaa"
        taille="court"
        fautes={fautes}
        valeur={valeurDe(saisies, 'date', defaut['date'])}
      />
      <ChampTexte
        nom="heure"
        libelle="Heure"
        aide="hh:mm, heure de Paris"
        taille="court"
        fautes={fautes}
        valeur={valeurDe(saisies, 'heure', defaut['heure'] ?? '14:00')}
      />
      <ChampTexte
        nom="duree"
        libelle="Durée"
        aide="en minutes"
        taille="court"
        modeSaisie="numeric"
        fautes={fautes}
        valeur={valeurDe(saisies, 'duree', defaut['duree'] ?? '150')}
      />
    </div>
    <ChampTexte
      nom="lieu"
      libelle="Lieu"
      facultatif
      fautes={fautes}
      valeur={valeurDe(saisies, 'lieu', defaut['lieu'])}
    />
    <ChampTexte
      nom="visio"
      libelle="Lien de visioconférence"
      facultatif
      type="url"
      fautes={fautes}
      valeur={valeurDe(saisies, 'visio', defaut['visio'])}
    />
  </>
)

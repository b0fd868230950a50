import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampTexte,
  type Faute,
  Formulaire,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { LIBELLES_FONCTION } from '../domain/mandats.ts'
import type { MandatEnListe } from './personnes.ts'

type Etat = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  readonly formulaire?: 'inviter' | 'absence'
}

/** Members and their people; one's own can be changed. */
export function pagePersonnes({
  mandats,
  acteur,
  maintenant,
  fonctions,
  fautes = [],
  saisies,
  alerte,
  statut,
  formulaire,
}: Etat & {
  readonly mandats: readonly MandatEnListe[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly fonctions: Readonly<Record<string, string>>
}): ContenuDePage {
  const tient = engageSonOrganisme.autorise(acteur)
  const miens = mandats.filter(({ organismeId }) => organismeId === acteur.organismeId)
  const parMembre = [...Map.groupBy(mandats, ({ organismeId }) => organismeId).values()]
  const inviter = formulaire === 'inviter'
  const absence = formulaire === 'absence'
  return {
    titre: 'Membres et personnes',
    h1: 'Qui agit pour qui ?',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ...(statut && { statut }),
    chapeau: <p>Les droits suivent les mandats et finissent avec eux. Chaque membre tient les siens.</p>,
    actions: tient && <Bouton href="/mandats/election">Après une élection</Bouton>,
    contenu: (
      <>
        {alerte && !formulaire && <Alerte>{alerte}</Alerte>}
        {parMembre.map((siens) => (
          <Section
            key={siens[0]!.organismeId}
            titre={`${siens[0]!.libelle}, ${siens[0]!.territoire}`}
            detail={siens[0]!.role === 'coordonnateur' ? 'coordonnateur' : undefined}
          >
            <ul className="liste-lignes">
              {siens.map((mandat) => (
                <li key={mandat.id}>
                  <div>
                    <p>
                      <strong>{LIBELLES_FONCTION[mandat.fonction]}</strong> : {mandat.nom}
                    </p>
                    <p className="detail">
                      depuis le {date(mandat.du)}
                      {mandat.au && `, jusqu’au ${date(mandat.au)}`}
                      {mandat.acte && ` · ${mandat.acte}`}
                      {mandat.remplacant &&
                        ` · remplacé par ${mandat.remplacant} jusqu’au ${date(mandat.remplaceJusquau!)}`}
                    </p>
                  </div>
                  {tient && mandat.organismeId === acteur.organismeId && mandat.au === null && (
                    <BoutonPost action={`/mandats/${mandat.id}/terminer`} variante="lien" petit>
                      Terminer<span className="vh"> le mandat de {mandat.nom}</span>
                    </BoutonPost>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        ))}
        {tient && (
          <>
            <Section titre={`Donner une fonction à ${acteur.libelle}`}>
              <Formulaire
                action="/personnes"
                fautes={inviter ? fautes : []}
                alerte={inviter ? alerte : undefined}
                cle={valeurDe(inviter ? saisies : undefined, 'cle', nouvelId(+maintenant))}
              >
                <ChampTexte
                  nom="nom"
                  libelle="Nom"
                  fautes={inviter ? fautes : []}
                  valeur={valeurDe(inviter ? saisies : undefined, 'nom')}
                />
                <ChampTexte
                  nom="courriel"
                  libelle="Adresse"
                  type="email"
                  aide="Elle recevra un message qui explique comment entrer."
                  fautes={inviter ? fautes : []}
                  valeur={valeurDe(inviter ? saisies : undefined, 'courriel')}
                />
                <ChampListe
                  nom="fonction"
                  libelle="Fonction"
                  fautes={inviter ? fautes : []}
                  valeur={valeurDe(inviter ? saisies : undefined, 'fonction', 'direction')}
                  options={Object.entries(fonctions).map(([valeur, libelle]) => ({ valeur, libelle }))}
                />
                <ChampTexte
                  nom="du"
                  libelle="À compter du"
                  aide="jj/mm/aaaa"
                  taille="court"
                  fautes={inviter ? fautes : []}
                  valeur={valeurDe(inviter ? saisies : undefined, 'du', dateSaisie(jourDe(maintenant)))}
                />
                <ChampTexte
                  nom="acte"
                  libelle="Acte de désignation"
                  facultatif
                  fautes={inviter ? fautes : []}
                  valeur={valeurDe(inviter ? saisies : undefined, 'acte')}
                />
                <Actions>
                  <Bouton variante="primaire">Donner cette fonction</Bouton>
                </Actions>
              </Formulaire>
            </Section>
            {miens.length > 0 && (
              <details className="repli" open={absence}>
                <summary>Couvrir une absence</summary>
                <form className="formulaire" method="post" action="/remplacements" noValidate>
                  {absence && alerte && <Alerte>{alerte}</Alerte>}
                  {absence && fautes.length > 0 && (
                    <Alerte titre="À corriger">
                      <ul>
                        {fautes.map(({ champ, message }) => (
                          <li key={champ}>{message}</li>
                        ))}
                      </ul>
                    </Alerte>
                  )}
                  <div className="champ">
                    <label htmlFor="absence-mandat">Qui est absent ?</label>
                    <select
                      className="saisie"
                      id="absence-mandat"
                      name="mandat"
                      defaultValue={valeurDe(absence ? saisies : undefined, 'mandat')}
                    >
                      {miens.map(({ id, nom, fonction }) => (
                        <option key={id} value={id}>
                          {LIBELLES_FONCTION[fonction]}, {nom}
                        </option>
                      ))}
                    </select>
                  </div>
                  {(
                    [
                      ['nom', 'Remplacé par'],
                      ['courriel', 'Son adresse'],
                      ['du', 'Du (jj/mm/aaaa)'],
                      ['au', 'Au (jj/mm/aaaa)'],
                      ['motif', 'Motif (facultatif)'],
                    ] as const
                  ).map(([nom, libelle]) => (
                    <div className="champ" key={nom}>
                      <label htmlFor={`absence-${nom}`}>{libelle}</label>
                      <input
                        className="saisie saisie-moyen"
                        id={`absence-${nom}`}
                        name={nom}
                        defaultValue={valeurDe(absence ? saisies : undefined, nom)}
                      />
                    </div>
                  ))}
                  <Actions>
                    <Bouton>Couvrir l’absence</Bouton>
                  </Actions>
                </form>
              </details>
            )}
          </>
        )}
      </>
    ),
  }
}

/** One screen after an election: every mandate of the member, the new holder beside; what is left empty goes on. */
export function pageElection({
  mandats,
  acteur,
  fautes = [],
  saisies,
  alerte,
  statut,
}: Etat & { readonly mandats: readonly MandatEnListe[]; readonly acteur: Acteur }): ContenuDePage {
  return {
    titre: `Après une élection : ${acteur.libelle}`,
    rubrique: '/personnes',
    ariane: [{ libelle: 'Membres et personnes', href: '/personnes' }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Indiquez les nouvelles personnes ; laissez vide ce qui ne change pas. Les anciens mandats finissent la
        veille et restent dans l’historique.
      </p>
    ),
    contenu: (
      <Formulaire action="/mandats/election" fautes={fautes} alerte={alerte}>
        <ChampTexte
          nom="du"
          libelle="Date d’entrée en fonction"
          aide="jj/mm/aaaa"
          taille="court"
          fautes={fautes}
          valeur={valeurDe(saisies, 'du')}
        />
        <ChampTexte
          nom="acte"
          libelle="Acte de désignation"
          facultatif
          fautes={fautes}
          valeur={valeurDe(saisies, 'acte')}
        />
        {mandats.map(({ id, fonction, nom }) => (
          <fieldset key={id} className="champ">
            <legend>
              {LIBELLES_FONCTION[fonction]}, aujourd’hui {nom}
            </legend>
            <div className="cote-a-cote">
              <ChampTexte
                nom={`nom-${id}`}
                libelle="Nouveau nom"
                facultatif
                fautes={fautes}
                valeur={valeurDe(saisies, `nom-${id}`)}
              />
              <ChampTexte
                nom={`courriel-${id}`}
                libelle="Adresse"
                facultatif
                type="email"
                fautes={fautes}
                valeur={valeurDe(saisies, `courriel-${id}`)}
              />
            </div>
          </fieldset>
        ))}
        <Actions>
          <Bouton variante="primaire">Enregistrer les nouveaux mandats</Bouton>
          <a href="/personnes">Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

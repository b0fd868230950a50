import { LIBELLES_TYPE, OngletsDeLAnnuaire, organesDe } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur, TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import { administreLaCooperation } from '../domain/droits.ts'
import { coordonnateurA, LIBELLES_ROLE, periodeA } from '../domain/membres.ts'
import type { Membre } from './membres.repository.ts'

/** « conseil d’administration ou bureau »: what an organisation deliberates with. */
export const direOrganes = (type: TypeOrganisme): string =>
  organesDe(type)
    .filter(({ delibere }) => delibere)
    .map(({ libelle }) => libelle.toLowerCase())
    .join(' ou ')

/** Members today, then those to come and those that left, with the coordination over time. */
export function pageMembres({
  membres,
  acteur,
  aujourdhui,
}: {
  readonly membres: readonly Membre[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const administre = administreLaCooperation.autorise(acteur)
  const periodes = membres.flatMap((membre) => membre.periodes)
  const presents = membres.filter(({ organismeId }) => periodeA(periodes, organismeId, aujourdhui))
  const autres = membres.filter((membre) => !presents.includes(membre))
  const coordination = periodes
    .filter(({ role }) => role === 'coordonnateur')
    .sort((a, b) => (a.du < b.du ? 1 : -1))
  const nom = (organismeId: string) =>
    membres.find((membre) => membre.organismeId === organismeId)?.libelle ?? ''
  return {
    titre: 'Membres',
    h1: 'Qui coopère, et avec quoi chacun décide-t-il ?',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    chapeau: (
      <p>
        {compte(presents.length, 'membre')}, coordonnés par{' '}
        {nom(coordonnateurA(periodes, aujourdhui)?.organismeId ?? '') || 'personne aujourd’hui'}. Le
        coordonnateur tient l’agenda et la méthode ; il ne décide pas à la place des autres.
      </p>
    ),
    actions: administre && (
      <>
        <Bouton href="/membres/coordination">Changer de coordonnateur</Bouton>
        <Bouton href="/membres/nouveau" variante="primaire">
          Ajouter un membre
        </Bouton>
      </>
    ),
    contenu: (
      <>
        <OngletsDeLAnnuaire ici="/membres" />
        <Section titre="Membres aujourd’hui">
          <Tableau
            titre="Membres de la coopération"
            lignes={presents}
            cleDe={({ organismeId }) => organismeId}
            estCourante={({ organismeId }) => organismeId === acteur.organismeId}
            colonnes={[
              {
                cle: 'membre',
                titre: 'Membre',
                entete: true,
                contenu: ({ organismeId, libelle, territoire }) => (
                  <>
                    <a href={`/membres/${organismeId}`}>{libelle}</a>
                    {territoire && `, ${territoire}`}
                  </>
                ),
              },
              { cle: 'type', titre: 'Type', contenu: ({ type }) => LIBELLES_TYPE[type] },
              {
                cle: 'role',
                titre: 'Rôle',
                contenu: ({ organismeId }) =>
                  LIBELLES_ROLE[periodeA(periodes, organismeId, aujourdhui)!.role],
              },
              {
                cle: 'depuis',
                titre: 'Depuis le',
                contenu: ({ organismeId }) => date(periodeA(periodes, organismeId, aujourdhui)!.du),
              },
              { cle: 'organes', titre: 'Décide avec', contenu: ({ type }) => direOrganes(type) },
              {
                cle: 'personnes',
                titre: 'Personnes',
                contenu: ({ personnes, responsables, organismeId }) =>
                  responsables > 0 ? (
                    personnes
                  ) : (
                    <a href={`/membres/${organismeId}`}>
                      {administre ? 'Inviter la première' : 'aucune encore'}
                      {administre && <span className="vh"> personne {deNom(nom(organismeId))}</span>}
                    </a>
                  ),
              },
            ]}
          />
        </Section>
        {autres.length > 0 && (
          <Section titre="Entrées prévues et anciens membres">
            <ul className="liste-lignes">
              {autres.map(({ organismeId, libelle, periodes: siennes }) => {
                const derniere = siennes.at(-1)!
                return (
                  <li key={organismeId}>
                    <p>
                      <a href={`/membres/${organismeId}`}>{libelle}</a>{' '}
                      {derniere.du > aujourdhui
                        ? `entrera le ${date(derniere.du)}`
                        : `a quitté la coopération le ${date(derniere.au!)}`}
                    </p>
                  </li>
                )
              })}
            </ul>
          </Section>
        )}
        <Section titre="Qui a coordonné, et quand" detail="le passé reste écrit">
          <ul className="liste-lignes">
            {coordination.map(({ id, organismeId, du, au, acte }) => (
              <li key={id}>
                <p>
                  <strong>{nom(organismeId)}</strong>{' '}
                  {du > aujourdhui
                    ? `à compter du ${date(du)}`
                    : au === null
                      ? `depuis le ${date(du)}`
                      : `du ${date(du)} au ${date(au)}`}
                  {acte && ` · ${acte}`}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      </>
    ),
  }
}

import { rules, type AssociationPlan, type MemberPlan } from './plan';

const micro = (name: string, delegate: string): MemberPlan => ({ name, delegate, size: 'MICRO' });
const small = (name: string, delegate: string): MemberPlan => ({ name, delegate, size: 'SMALL' });

const scopes = ['BOOK', 'PLEDGE'];

/** Makers of garments who share a machine of their chamber of commerce, after UNIDO's case of Atuntaqui. */
export const garmentMakers: AssociationPlan = {
  association: {
    id: 'atuntaqui',
    name: 'Garment makers of Atuntaqui',
    currency: 'USD',
    timeZone: 'America/Guayaquil',
    rules: rules('USD', '2000.00', '40.00'),
  },
  cluster: {
    name: 'Garments of Atuntaqui',
    sector: 'Garments',
    territory: 'Atuntaqui',
    stage: 'UNDERPERFORMING',
  },
  officers: {
    coordinator: 'Lucía Andrade',
    approver: 'Jorge Benavides',
    treasurer: 'Rosa Cevallos',
    cashier: 'Marco Dávila',
    verifier: 'Elena Estévez',
    inspector: 'Pablo Flores',
    agent: 'Carmen Gudiño',
  },
  suppliers: {},
  members: [
    small('Confecciones Imbabura', 'Ana Posso'),
    small('Tejidos del Norte', 'Luis Ruales'),
    micro('Taller Natabuela', 'Inés Montalvo'),
    micro('Creaciones Andrade', 'Diego Yépez'),
    micro('Modas San Roque', 'Rocío Terán'),
    small('Punto y Lana', 'Hugo Vásquez'),
  ],
  memberKind: 'FIRM',
  scopes,
  logins: 'atuntaqui-',
  registration: 'EC/IMB',
};

/** Producers of textiles who share the time of an engineer with a university, after UNIDO's case of Adıyaman. */
export const textileMakers: AssociationPlan = {
  association: {
    id: 'adiyaman',
    name: 'Textile producers of Adıyaman',
    currency: 'TRY',
    timeZone: 'Europe/Istanbul',
    rules: rules('TRY', '50000.00', '3000.00'),
  },
  cluster: { name: 'Textiles of Adıyaman', sector: 'Textiles', territory: 'Adıyaman', stage: 'UNDERPERFORMING' },
  officers: {
    coordinator: 'Zeynep Aslan',
    approver: 'Murat Bulut',
    treasurer: 'Elif Çetin',
    cashier: 'Hakan Demir',
    verifier: 'Ayşe Eren',
    inspector: 'Kemal Fidan',
    agent: 'Selin Güneş',
  },
  suppliers: {},
  members: [
    small('Fırat Tekstil', 'Osman Kaya'),
    small('Nemrut Konfeksiyon', 'Derya Polat'),
    micro('Kahta Örme', 'Yusuf Şahin'),
    micro('Perre Dokuma', 'Gül Tekin'),
  ],
  memberKind: 'FIRM',
  scopes,
  logins: 'adiyaman-',
  registration: 'TR/ADY',
};

/** Families who grow cocoa and raise their seedlings in nurseries of their own, after UNIDO's case of Nicaragua. */
export const cocoaFamilies: AssociationPlan = {
  association: {
    id: 'bosawas',
    name: 'Cocoa families of the Bosawás reserve',
    currency: 'NIO',
    timeZone: 'America/Managua',
    rules: rules('NIO', '100000.00', '4000.00'),
  },
  cluster: { name: 'Cocoa of Bosawás', sector: 'Cocoa', territory: 'Bonanza and Siuna', stage: 'PRE_CLUSTER' },
  officers: {
    coordinator: 'Marlene Aráuz',
    approver: 'Tomás Blandón',
    treasurer: 'Yolanda Castro',
    cashier: 'Ernesto Dixon',
    verifier: 'Fátima Espino',
    inspector: 'Wilmer Frank',
    agent: 'Nora Gámez',
  },
  suppliers: {},
  members: [
    micro('Familia Aguilar', 'Rosario Aguilar'),
    micro('Familia Bucardo', 'Melvin Bucardo'),
    micro('Familia Centeno', 'Juana Centeno'),
    micro('Familia Dolmus', 'Isidro Dolmus'),
    micro('Familia Espinoza', 'Reyna Espinoza'),
    micro('Familia Fenly', 'Omar Fenly'),
    micro('Familia Granja', 'Lidia Granja'),
    micro('Familia Herrera', 'Santos Herrera'),
  ],
  memberKind: 'FAMILY',
  scopes,
  logins: 'bosawas-',
  registration: 'NI/RAAN',
};

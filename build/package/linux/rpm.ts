import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../set-up/run.mjs';
import type { LinuxPackage } from './fpm-arguments.ts';
import { layContent } from './lay-content.ts';

/** Makes a package of Fedora and openSUSE with `rpmbuild`. `work`: an empty folder on the disk of the content. */
export async function makeRpm(wanted: LinuxPackage, work: string): Promise<void> {
  const tree = join(work, 'tree');
  const spec = join(work, 'package.spec');
  mkdirSync(tree);
  layContent(wanted, tree);
  const scripts = [wanted.afterInstall, wanted.afterRemove].map((path) => readFileSync(path, 'utf8'));
  writeFileSync(spec, specOf(wanted, scripts[0] ?? '', scripts[1] ?? ''));
  const folders = [`_topdir ${work}`, `_rpmdir ${work}/made`].flatMap((macro) => ['--define', macro]);
  await run('rpmbuild', ['-bb', '--target', wanted.architecture, '--buildroot', tree, ...folders, spec]);
  const [made] = globSync(join(work, 'made/**/*.rpm'));
  if (made === undefined) throw new Error('rpmbuild has made no package');
  copyFileSync(made, wanted.file);
}

/** What `rpmbuild` is told: https://rpm-software-management.github.io/rpm/manual/spec.html. Pure. */
export function specOf(wanted: LinuxPackage, afterInstall: string, afterRemove: string): string {
  const { name, version, maintainer, licence, homepage, summary, description, depends, content } = wanted;
  return `Name: ${name}
Version: ${version}
Release: 1
Summary: ${plain(summary)}
License: ${licence}
URL: ${plain(homepage)}
Packager: ${plain(maintainer)}
AutoReqProv: no
${depends.map((each) => `Requires: ${each}\n`).join('')}
# The files are what they are: nothing is stripped, compiled or linked.
%define __os_install_post %{nil}
%define debug_package %{nil}
%define _build_id_links none
%define _binary_payload w9T0.zstdio

%description
${plain(description)}

%post -p /bin/bash
${plain(afterInstall)}

%postun -p /bin/bash
# 0: it is removed. At an upgrade, this runs after the new version has made its link.
if [ "$1" -ne 0 ]; then exit 0; fi
${plain(afterRemove)}

%files
%defattr(-,root,root,-)
${content.map(({ to }) => `"${plain(to)}"`).join('\n')}
`;
}

/** A % begins a macro. */
function plain(text: string): string {
  return text.replaceAll('%', '%%');
}

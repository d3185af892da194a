import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { countDrivers, readCards, strongestOf, type GraphicsCard } from './graphics-cards.ts';

/** Runs a program of Windows, and answers what it says. A test has its own. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>;

/** Where each driver of a display stands: https://learn.microsoft.com/windows-hardware/drivers/install/system-defined-device-setup-classes-available-to-vendors */
const drivers = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}`;

/**
 * The number by which DirectML knows the graphics card with the most memory of its own. Left to itself it takes the first, which is the
 * processor's own in many a notebook with two. 0, the first, where there is one, or the list cannot be had.
 */
export async function strongestCard(run: RunProgram = runProgram): Promise<number> {
  try {
    const found = await run('reg.exe', ['query', drivers, '/s', '/v', 'DriverDesc']);
    // PowerShell takes a second or two, so it is asked only where there is a choice.
    return countDrivers(found) < 2 ? 0 : strongestOf(await listCards(run));
  } catch {
    return 0; // A company may forbid such scripts.
  }
}

/** In DXGI's order. Empty where Windows does not tell. */
export async function listCards(run: RunProgram = runProgram): Promise<GraphicsCard[]> {
  const args = ['-NoProfile', '-NonInteractive', '-Command', script];
  return readCards(await run(String.raw`WindowsPowerShell\v1.0\powershell.exe`, args));
}

const limitMs = 20_000;

/** `program`: from Windows' own folder of programs. */
function runProgram(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const path = join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', program);
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, timeout: limitMs });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

/**
 * DXGI's list in DXGI's order, which nothing else of Windows tells (its registry and WMI have another, and WMI counts no more than 4 GB). The
 * numbers are places in tables of COM: IDXGIFactory1::EnumAdapters1, IDXGIAdapter1::GetDesc1, IUnknown::Release.
 * C# has no ' in it, which would end it.
 */
const script = `
Add-Type -TypeDefinition '
using System;
using System.Runtime.InteropServices;
using System.Text;
public static class Cards {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  struct Description {
    [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 128)] public string Name;
    public uint Vendor, Device, Subsystem, Revision;
    public UIntPtr Memory, SystemMemory, SharedMemory;
    public uint LuidLow; public int LuidHigh;
    public uint Flags;
  }
  [DllImport("dxgi.dll")] static extern int CreateDXGIFactory1(ref Guid id, out IntPtr factory);
  [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate int EnumAdapters1(IntPtr self, uint index, out IntPtr adapter);
  [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate int GetDesc1(IntPtr self, out Description description);
  static T Method<T>(IntPtr self, int place) where T : class {
    return Marshal.GetDelegateForFunctionPointer(Marshal.ReadIntPtr(Marshal.ReadIntPtr(self), place * IntPtr.Size), typeof(T)) as T;
  }
  public static string List() {
    StringBuilder lines = new StringBuilder();
    Guid id = new Guid("770aae78-f26f-4dba-a829-253c83d1b387");
    IntPtr factory, adapter;
    if (CreateDXGIFactory1(ref id, out factory) != 0) return "";
    EnumAdapters1 next = Method<EnumAdapters1>(factory, 12);
    for (uint at = 0; next(factory, at, out adapter) == 0; at++) {
      Description found;
      Method<GetDesc1>(adapter, 10)(adapter, out found);
      lines.Append(found.Flags).Append(" ").Append(found.Memory.ToUInt64()).Append(" ").AppendLine(found.Name);
      Marshal.Release(adapter);
    }
    Marshal.Release(factory);
    return lines.ToString();
  }
}
'
[Cards]::List()
`;

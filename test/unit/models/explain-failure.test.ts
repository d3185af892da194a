import { expect, test } from 'vitest';
import { explainFailure } from '../../../electron/engine/models/providers.ts';

const place = String.raw`D:\a\_work\1\s\onnxruntime\core\providers\dml\dml_provider_factory.cc(516)\onnxruntime.dll!00007FFB: (caller: 00007FFC)`;

test.each([
  [
    `${place} Exception(1) tid(1a2c) 887A0004 The specified device interface or feature level is not supported on this system.`,
    'no-device',
    'The specified device interface or feature level is not supported on this system. (887A0004)',
  ],
  [
    `${place} Exception(3) tid(1a2c) 887A0002 The object was not found.`,
    'no-device',
    'The object was not found. (887A0002)',
  ],
  [`${place} Exception(1) tid(1a2c) 887A0005`, 'failed', '887A0005'],
])('what DirectX says is told without the place in the sources: %s', (message, reason, detail) => {
  expect(explainFailure('dml', new Error(message))).toEqual({ provider: 'dml', reason, detail });
});

test('what onnxruntime says is told without the place in its sources', () => {
  const said = String.raw`detector.onnx: N:\_work\1\s\onnxruntime\core\providers\webgpu\webgpu_context.cc:101 onnxruntime::webgpu::WebGpuContext::Initialize::<lambda_1>::operator () adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters`;
  expect(explainFailure('webgpu', new Error(said))).toEqual({
    provider: 'webgpu',
    reason: 'no-device',
    detail: 'detector.onnx: Failed to get a WebGPU adapter: No supported adapters',
  });
});
